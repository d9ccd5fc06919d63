from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare

OPEN_PATHS = {"/", "/health", "/openapi.json", "/docs", "/admin"}
OPEN_FOLDERS = ("/admin/", settings.STATIC_URL, *settings.PACKAGES_FOLDERS)


class ApiKeyMiddleware:
    """
    Demands an `x-api-key` if API_KEYS names any.

    In production API Gateway does that; this is for places without a gateway.
    CorsMiddleware has answered preflight requests before they get here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.may_pass(request):
            return self.get_response(request)
        # 403 as from API Gateway: a 401 would speak of the WordPress password.
        return JsonResponse({"detail": "A valid x-api-key is needed."}, status=403)

    def may_pass(self, request: HttpRequest) -> bool:
        path = request.path_info
        if not settings.API_KEYS or path in OPEN_PATHS or path.startswith(OPEN_FOLDERS):
            return True
        sent = request.headers.get("x-api-key", "")
        # Every key is compared, so that the time doesn't tell which came close.
        matches = [constant_time_compare(sent, key) for key in settings.API_KEYS]
        return any(matches)
