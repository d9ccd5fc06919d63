"""A site's page: tabs that are links, and forms that are posted below them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from api.exceptions import DomainError
from integrations.exceptions import SiteError
from integrations.models import Site, SiteIntegration
from wpauth.staff.roles import is_read_only

TABS = {
    "connection": "Connection",
    "content_types": "Content Types",
    "content": "Content",
    "events": "Events",
}


class SiteView(View):
    """Something about one site, for staff; `name` is that of the address."""

    name: ClassVar[str]
    model_admin: ModelAdmin = None  # type: ignore[assignment]  # as_view() gives it

    def dispatch(
        self, request: HttpRequest, *args: Any, site_id: int, **kwargs: Any
    ) -> HttpResponseBase:
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        site = Site.objects.select_related("integration").filter(pk=site_id).first()
        if site is None:
            raise Http404
        self.site = site
        return super().dispatch(request, *args, **kwargs)

    @property
    def integration(self) -> SiteIntegration:
        return self.site.integration

    @property
    def staff_id(self) -> int:
        return int(self.request.user.pk or 0)

    def say(self, text: str, level: int = messages.SUCCESS) -> None:
        messages.add_message(self.request, level, text)


class Tab(SiteView):
    """A page that is only looked at."""

    key: ClassVar[str]  # of TABS
    template = ""  # that of the tab, unless named

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.shown())

    def shown(self) -> dict[str, Any]:
        """Return what the template of the tab needs."""
        raise NotImplementedError

    def page(self, shown: dict[str, Any]) -> HttpResponse:
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": self.site.name,
            "opts": self.model_admin.opts,
            "site": self.site,
            "tabs": TABS,
            "tab": self.key,
            "may_change": not is_read_only(self.request),
            **shown,
        }
        template = self.template or self.key
        response = TemplateResponse(
            self.request, f"admin/integrations/site/{template}.html", context
        )
        response.headers["Cache-Control"] = "no-store"
        return response


class Form(SiteView):
    """Something that is done, and the tab that is shown afterwards."""

    back_to: ClassVar[str]  # a key of TABS

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        try:
            self.do()
        except (DomainError, SiteError) as exc:
            self.say(explained(exc), messages.ERROR)
        return redirect(f"admin:integrations_site_{self.back_to}", self.site.pk)

    def do(self) -> None:
        raise NotImplementedError

    def log(self, what: str) -> None:
        """Keep in the admin's history who did it."""
        self.model_admin.log_change(self.request, self.site, what)


def explained(exc: Exception) -> str:
    """Say what went wrong with a site, as a sentence for staff."""
    if isinstance(exc, SiteError):
        return f"The site didn't do it: {exc}. The tab Connection checks why."
    return str(exc)
