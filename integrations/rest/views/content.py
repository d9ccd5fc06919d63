from __future__ import annotations

from api.idempotency_keys import idempotency_key
from api.validation import validated_body
from api.views import Response
from integrations.exceptions import ContentNotFound
from integrations.following.two_way import change
from integrations.models import ContentItem
from integrations.rest.access import only_people
from integrations.rest.authentication import SiteRequest
from integrations.rest.base import IntegrationView, enveloped
from integrations.rest.conditions import etag_of, seen_by
from integrations.rest.content_list import content_of
from integrations.rest.serializers import ContentChanges
from integrations.rest.shapes import ContentShape

CONTENT_CHANGES, CONTENT = ContentChanges(), ContentShape()


class ContentView(IntegrationView):
    """One object, with the ETag by which it can be changed on its site."""

    def get(self, request: SiteRequest, content_id: int) -> Response:
        return _answer(_find(request, content_id))

    def patch(self, request: SiteRequest, content_id: int) -> Response:
        person, item = only_people(request), _find(request, content_id)
        changed = change(
            item,
            validated_body(request, CONTENT_CHANGES),
            expected=seen_by(request),
            idempotency_key=idempotency_key(request),
            asked_by=person.id,
        )
        return _answer(changed)


def _find(request: SiteRequest, content_id: int) -> ContentItem:
    only_people(request)
    item = content_of(request.user).filter(pk=content_id).first()
    if item is None:
        raise ContentNotFound("Content not found.")
    return item


def _answer(item: ContentItem) -> Response:
    response = enveloped(CONTENT.to_representation(item))
    response.headers["ETag"] = etag_of(item)
    return response
