"""What all views of the repository share: anybody may ask, and errors are short."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from packages.repository.documents import as_bytes

JSON = "application/json"
A_MINUTE = "public, max-age=60"


# No cookie authorises anything here, and Composer has no token to send.
@method_decorator(csrf_exempt, name="dispatch")
class RepositoryView(View):
    http_method_names = ["get", "head"]

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        allowed = ", ".join(
            name.upper() for name in self.http_method_names if hasattr(self, name)
        )
        response = refusal(f"Use {allowed} here.", status=405)
        response.headers["Allow"] = allowed
        return response


def answer(data: Any, *, cached: str = A_MINUTE, status: int = 200) -> HttpResponse:
    return HttpResponse(
        as_bytes(data),
        content_type=JSON,
        status=status,
        headers={"Cache-Control": cached},
    )


def refusal(detail: str = "Not found.", *, status: int = 404) -> HttpResponse:
    return answer({"detail": detail}, status=status, cached="no-store")


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer every address that no other route takes, at once and without a redirect."""
    return refusal()
