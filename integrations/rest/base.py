"""What all views of integrations have in common."""

from __future__ import annotations

from typing import Any

from api.strict_json import StrictJSONParser
from api.views import APIView, Response
from integrations.rest.authentication import SiteKeyAuthentication
from integrations.rest.throttles import CallerThrottle
from wpauth.authentication import WordPressAuthentication

MOST_BYTES = 256 * 1024  # of a body
PARSERS = [StrictJSONParser(MOST_BYTES)]


class IntegrationView(APIView):
    """A view for sites and people; restart_registry/errors.py shapes its errors."""

    parsers = PARSERS
    authentication_classes = [SiteKeyAuthentication, WordPressAuthentication]
    throttle_classes = [CallerThrottle]

    def check_permissions(self, request: Any) -> None:
        super().check_permissions(request)
        self.check_throttles(request)


def enveloped(data: dict[str, Any], status: int = 200) -> Response:
    """Wrap an answer: data of this app never stands alone."""
    return Response({"success": True, "data": data}, status=status)
