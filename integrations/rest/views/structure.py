from __future__ import annotations

from dataclasses import asdict

from api.validation import validated_body
from api.views import Response
from integrations.connecting.content_types import change_type, content_types
from integrations.connecting.structure import receive
from integrations.connecting.structure_body import StructureBody
from integrations.exceptions import TypeNotFound
from integrations.models import Kind
from integrations.rest.access import find_integration, only_bridge, only_people
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
from integrations.rest.serializers import TypeChanges
from integrations.rest.shapes import (
    ContentTypeShape,
    ContentTypesShape,
    ReceivedShape,
)

STRUCTURE_BODY, TYPE_CHANGES = StructureBody(), TypeChanges()
RECEIVED, TYPES, TYPE = ReceivedShape(), ContentTypesShape(), ContentTypeShape()


class UpdateStructureView(IntegrationView):
    """A site tells which types it has, and how many of each."""

    def post(self, request: SiteRequest, integration_id: int) -> Response:
        integration = find_integration(request, integration_id)
        only_bridge(request)
        body = validated_body(request, STRUCTURE_BODY)
        received = asdict(receive(integration, body))
        message = "Site structure updated successfully"
        return enveloped(RECEIVED.to_representation({"message": message, **received}))


class ContentTypesView(IntegrationView):
    """What a site has, and how much of it we have. No WordPress is asked."""

    def get(self, request: SiteRequest, integration_id: int) -> Response:
        integration = find_integration(request, integration_id)
        return enveloped(TYPES.to_representation(content_types(integration)))


class ContentTypeView(IntegrationView):
    """Whether a type is followed, and how much of it in one pass."""

    def patch(
        self,
        request: SiteRequest,
        integration_id: int,
        kind: Kind | None,
        slug: str | None,
    ) -> Response:
        integration = find_integration(request, integration_id)
        only_people(request)
        if kind is None or slug is None:
            raise TypeNotFound("Content type not found.")
        fields = validated_body(request, TYPE_CHANGES)
        entry = change_type(integration, kind, slug, **fields)
        return enveloped(TYPE.to_representation(entry))
