"""The views that need no credentials, and the answers to unknown addresses."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views import defaults
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from api.views import APIView, Response
from restart_registry.errors import database_trouble
from restart_registry.middleware import PAGES


class OpenView(APIView):
    authentication_classes = []
    permission_classes = [AllowAny]


class WelcomeView(OpenView):
    def get(self, request: Request) -> Response:
        welcome = {"message": "Welcome to the Restart Registry API"}
        return Response(welcome)


class HealthView(OpenView):
    """Whether our own database answers; it never waits for WordPress."""

    def get(self, request: Request) -> Response:
        healthy = database_answers()
        health = {
            "status": "healthy" if healthy else "unhealthy",
            "service": "restart-registry",
        }
        return Response(health, status=200 if healthy else 503)


class OpenAPIView(OpenView):
    """The contract, for machines."""

    def get(self, request: Request) -> HttpResponse:
        # Not at the start: drf-spectacular takes as long to load as all of the API.
        from restart_registry.openapi.pages import openapi

        return openapi(request._request)


class DocsView(OpenView):
    """The contract, for people; its scripts and styles are served by us."""

    def get(self, request: Request) -> HttpResponse:
        from restart_registry.openapi.pages import docs

        return docs(request._request)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM items LIMIT 1")
    except DatabaseError:
        return False
    return True


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(PAGES):
        return defaults.bad_request(request, exception)
    return JsonResponse({"detail": "The request can't be understood."}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(PAGES):
        return defaults.page_not_found(request, exception)
    return JsonResponse({"detail": "This address was not found."}, status=404)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Answer what a view or a middleware raised; Django calls this while handling it."""
    exc = sys.exception()
    if isinstance(exc, OperationalError | InterfaceError):
        return _database_is_away(request, exc)
    if request.path_info.startswith(PAGES):
        return defaults.server_error(request)
    detail = "Something broke on our side. It is logged; try again later."
    return JsonResponse({"detail": detail}, status=500)


def _database_is_away(request: HttpRequest, exc: Exception) -> HttpResponse:
    detail, seconds = database_trouble(exc)
    headers = {"Retry-After": str(seconds)}
    if request.path_info.startswith(PAGES):
        page = render_to_string("503.html", {"detail": detail})
        return HttpResponse(page, status=503, headers=headers)
    return JsonResponse({"detail": detail}, status=503, headers=headers)
