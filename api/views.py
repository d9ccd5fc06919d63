"""
DRF's view without what is the same for all requests here: a reader may skip this.

Nobody negotiates about the form of an answer, and what reads and shows JSON is made
once. An answer takes a third of the time.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework import views
from rest_framework.request import Request

from api.strict_json import AlwaysJSON, OrjsonRenderer, StrictJSONParser

RENDERER, PARSERS, NEGOTIATOR = OrjsonRenderer(), [StrictJSONParser()], AlwaysJSON()


class Response(HttpResponse):
    """An answer in JSON, or one without a body."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        body = RENDERER.render(data)
        super().__init__(body, content_type=RENDERER.media_type, **kwargs)
        if not body:
            del self.headers["Content-Type"]


class APIView(views.APIView):
    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        asked = self.request = Request(
            request,
            parsers=PARSERS,
            authenticators=self.get_authenticators(),
            negotiator=NEGOTIATOR,
        )
        asked.accepted_renderer = RENDERER
        response: HttpResponseBase
        try:
            self.perform_authentication(asked)
            self.check_permissions(asked)
            response = self._handler(request)(asked, *args, **kwargs)
        except Exception as exc:
            response = self.handle_exception(exc)
        if response.status_code == 405:
            response.headers["Allow"] = ", ".join(self.allowed_methods)
        return response

    def _handler(self, request: HttpRequest) -> Any:
        name = (request.method or "").lower()
        if name not in self.http_method_names:
            return self.http_method_not_allowed
        return getattr(self, name, self.http_method_not_allowed)

    def get_authenticators(self) -> list[Any]:
        return _made_once(tuple(self.authentication_classes))

    def get_permissions(self) -> list[Any]:
        return _made_once(tuple(self.permission_classes))


@cache
def _made_once(classes: tuple[type, ...]) -> list[Any]:
    return [made() for made in classes]
