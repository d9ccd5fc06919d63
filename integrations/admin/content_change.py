from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from api.exceptions import DomainError, Stale
from integrations.admin.tabs import Tab, explained
from integrations.content.links import edit_url_of
from integrations.exceptions import (
    ChangedOnSite,
    ContentNotFound,
    SiteError,
    SiteUnavailable,
)
from integrations.following.two_way import STATUSES, Seen, change, may_be_changed
from integrations.models import ContentItem


class ContentForm(forms.Form):
    # Nothing is trimmed: a title that nobody touched must not count as changed.
    title = forms.CharField(max_length=500, required=False, strip=False)
    status = forms.ChoiceField(choices=[(each, each.title()) for each in STATUSES])
    # What the person saw, and a name for the change: sent twice, it is done once.
    seq = forms.IntegerField(widget=forms.HiddenInput)
    checksum = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)


class ContentChange(Tab):
    """Set the title or the status of one post on its site."""

    name = "integrations_site_content_change"
    key = "content"
    template = "content_change"

    @cached_property
    def item(self) -> ContentItem:
        content = ContentItem.objects.live().select_related("type__integration__site")
        found = content.filter(
            type__integration=self.integration, pk=self.kwargs["content_id"]
        ).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._ask(ContentForm(initial=self._initial()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        form = ContentForm(request.POST)
        if not form.is_valid():
            return self._ask(form)
        try:
            self._change(form.cleaned_data)
        except (ChangedOnSite, Stale) as exc:
            return self._show_both(form, exc)
        except SiteUnavailable:
            self.say(
                "The site didn't answer: it may or may not have been done. The next sync "
                "shows. To send the same change again is safe.",
                messages.WARNING,
            )
            return self._ask(form)
        except ContentNotFound as exc:
            self.say(str(exc), messages.WARNING)
            return redirect("admin:integrations_site_content", self.site.pk)
        except (DomainError, SiteError) as exc:
            self.say(explained(exc), messages.ERROR)
            return self._ask(form)
        self.say("The site has it, and so have we.")
        found = reverse("admin:integrations_site_content", args=[self.site.pk])
        return redirect(f"{found}?q={self.item.external_id}")

    def _change(self, sent: dict[str, Any]) -> None:
        wanted = {"title": sent["title"], "status": sent["status"]}
        now = {"title": self.item.title or "", "status": self.item.status}
        change(
            self.item,
            {name: wanted[name] for name in wanted if wanted[name] != now[name]},
            expected=Seen(sent["seq"], sent["checksum"]),
            idempotency_key=str(sent["key"]),
            asked_by=self.staff_id,
        )
        self.model_admin.log_change(
            self.request, self.site, f"Changed object {self.item.external_id}."
        )

    def _show_both(self, form: ContentForm, exc: DomainError) -> HttpResponse:
        """What the site has is here by now; the person decides again."""
        wanted = form.cleaned_data["title"], form.cleaned_data["status"]
        del self.item
        self.say(str(exc), messages.WARNING)
        return self._ask(ContentForm(initial=self._initial()), wanted=wanted)

    def _initial(self) -> dict[str, Any]:
        return {
            "title": self.item.title or "",
            "status": self.item.status,
            "seq": self.item.seq,
            "checksum": self.item.checksum,
            "key": uuid.uuid4(),
        }

    def _ask(self, form: ContentForm, **more: Any) -> HttpResponse:
        return self.page(
            {
                "form": form,
                "item": self.item,
                "edit_url": edit_url_of(self.item),
                "may_be_changed": may_be_changed(self.item),
                **more,
            }
        )
