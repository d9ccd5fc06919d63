from __future__ import annotations

from api.validation import validated_query
from api.views import Response
from integrations.rest.access import integrations_of, only_people
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
from integrations.rest.content_list import content_of, narrowed
from integrations.rest.paging import page_of
from integrations.rest.serializers import ContentListQuery, IntegrationListQuery
from integrations.rest.shapes import ContentShape, IntegrationShape
from integrations.state import with_state

INTEGRATION_LIST_QUERY = IntegrationListQuery()
CONTENT_LIST_QUERY = ContentListQuery()
INTEGRATION, CONTENT = IntegrationShape(), ContentShape()


class IntegrationsView(IntegrationView):
    """All integrations for staff; otherwise those of the sites that the caller owns."""

    def get(self, request: SiteRequest) -> Response:
        only_people(request)
        query = validated_query(request, INTEGRATION_LIST_QUERY)
        after, limit = query.pop("after"), query.pop("limit")
        found = with_state(integrations_of(request)).filter(**query)
        return enveloped(page_of(found, INTEGRATION, after=after, limit=limit))


class ContentListView(IntegrationView):
    """Posts and terms of all sites that the caller may see."""

    def get(self, request: SiteRequest) -> Response:
        only_people(request)
        query = validated_query(request, CONTENT_LIST_QUERY)
        found = narrowed(content_of(request.user), query)
        after, limit = query["after"], query["limit"]
        return enveloped(page_of(found, CONTENT, after=after, limit=limit))
