"""What all pages share: how they look, what they may load, and how long they are kept."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from packages.deployment.current import current_build
from packages.models import Watermark
from packages.pages.aggregate_installs import WATERMARK
from packages.pages.views import A_MINUTE

logger = logging.getLogger(__name__)

LOADED = ("style", "script", "font", "img", "connect")
POLICY = "; ".join(
    ["default-src 'none'", *(f"{kind}-src 'self'" for kind in LOADED)]
    + ["form-action 'self'"]
)
RETRY_AFTER = 60  # seconds


# Nothing can be sent here: whoever tries is told so, and not that a token is missing.
@method_decorator(csrf_exempt, name="dispatch")
class PageView(View):
    """Anybody may read it. The session isn't looked at, and no cookie is set."""

    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = self._answer(request, *args, **kwargs)
        except DatabaseError as exc:
            logger.warning("the database of packages failed: %s", exc)
            response = unavailable()
        response.headers["Content-Security-Policy"] = POLICY
        return response

    def etag(self) -> str | None:
        """
        Return what tells this page from an earlier one, by one query at most.

        Packages look different after a promotion; how often they were installed, after
        these were counted.
        """
        build = current_build()
        counted = Watermark.objects.filter(name=WATERMARK).values_list("moved_at")
        return digest(build.name if build else "", *counted)

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = error(405, "This page can only be read", "Use GET or HEAD here.")
        response.headers["Allow"] = "GET, HEAD"
        return response

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = self.etag() if request.method in ("GET", "HEAD") else None
        met = get_conditional_response(request, etag=etag) if etag else None
        response = met or super().dispatch(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers["Cache-Control"] = A_MINUTE
            if etag:
                response.headers["ETag"] = etag
        return response  # type: ignore[return-value]  # no page is streamed


def digest(*parts: object) -> str:
    """Make an ETag of what a page depends on; on our style sheet it always does."""
    told = "\n".join(
        map(str, (staticfiles_storage.url("packages/packages.css"), *parts))
    )
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()}"'


def page(name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a template. It gets no request, so that none can read the session."""
    always = {"repository": settings.PACKAGES_URL, "site": settings.WP_BASE_URL}
    told = {"here": name, **always, **context}
    content = render_to_string(f"packages/{name}.html", told)
    return HttpResponse(content, status=status)


def error(status: int, title: str, detail: str, **context: Any) -> HttpResponse:
    told = {"title": title, "detail": detail, **context}
    response = page("error", told, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def unavailable() -> HttpResponse:
    response = error(
        503,
        "The list of packages can’t be read now",
        "Please try again in a minute. Composer isn’t affected: it needs the files alone.",
    )
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
