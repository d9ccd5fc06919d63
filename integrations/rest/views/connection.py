from __future__ import annotations

from typing import Any

from api.validation import validated_body, validated_query
from api.views import Response
from integrations import api_keys
from integrations.callers import SiteCaller
from integrations.connecting.connection import connect, disconnect
from integrations.connecting.two_sided_check import check
from integrations.rest.access import find_integration, only_bridge, only_people
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
from integrations.rest.serializers import ConnectBody, StatusQuery
from integrations.rest.shapes import ConnectedShape
from integrations.rest.status import status_of
from integrations.rest.throttles import ConnectThrottle
from integrations.state import State, state_of

CONNECT_BODY, STATUS_QUERY = ConnectBody(), StatusQuery()
CONNECTED, CONNECT_THROTTLE = ConnectedShape(), ConnectThrottle()


class ConnectView(IntegrationView):
    """A site gives us the password of an account of its own, and we try it."""

    def perform_authentication(self, request: Any) -> None:
        """Count each attempt, also one whose key is wrong."""
        if not CONNECT_THROTTLE.allow_request(request, self):
            self.throttled(request, CONNECT_THROTTLE.wait())
        super().perform_authentication(request)

    def post(self, request: SiteRequest) -> Response:
        caller = only_bridge(request)
        connected = connect(caller, validated_body(request, CONNECT_BODY))
        answer = {
            "message": "Connected.",
            "site_id": connected.integration.site_id,
            "integration_id": connected.integration.pk,
            "state": state_of(connected.integration),
            "checks": connected.checks,
        }
        return enveloped(CONNECTED.to_representation(answer))


class DisconnectView(IntegrationView):
    """Our password of the site is deleted and its keys end; what we know of it stays."""

    def post(self, request: SiteRequest, integration_id: int) -> Response:
        integration = find_integration(request, integration_id)
        caller = request.user
        by = None if isinstance(caller, SiteCaller) else caller.id
        disconnect(integration, by=by)
        return enveloped({"message": "Disconnected.", "state": State.DISCONNECTED})


class RotateKeyView(IntegrationView):
    """A site gets a new key; the old one counts until the new one is used."""

    def post(self, request: SiteRequest, integration_id: int) -> Response:
        find_integration(request, integration_id)
        key = only_bridge(request).key
        return enveloped({"api_key": api_keys.rotate(key)})


class StatusView(IntegrationView):
    """How a connection is; `check=1` asks the site now."""

    def get(self, request: SiteRequest, integration_id: int) -> Response:
        integration = find_integration(request, integration_id)
        if validated_query(request, STATUS_QUERY).get("check"):
            only_people(request)
            check(integration)
        return enveloped(status_of(integration))
