"""What callers may send, and what they are shown; sites' structures are not here."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.fields import (
    IdField,
    OptionalCharField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
)
from api.ids import LARGEST_ID
from integrations.connecting.structure_body import SiteURLField
from integrations.content.search import is_number
from integrations.following.two_way import STATUSES
from integrations.models import Kind
from integrations.models.synced_type import LARGEST_LIMIT
from integrations.state import State

LARGEST_PAGE = 200
SHORTEST_SEARCH, LONGEST_SEARCH = 2, 100


class ConnectBody(serializers.Serializer):
    """Who connects: the site's address and contact, and the account that we are to use."""

    site_url = SiteURLField()
    email = StrictCharField(max_length=254)
    username = StrictCharField(max_length=100)
    application_password = StrictCharField(max_length=255)
    bridge_version = OptionalCharField(max_length=50)
    wordpress_version = OptionalCharField(max_length=50)

    def validate_username(self, username: str) -> str:
        if ":" in username:  # HTTP Basic takes what follows for the password
            raise ValidationError("must not contain a colon", code="colon")
        return username


class TypeChanges(serializers.Serializer):
    """What staff and owners decide; only the keys that are present change."""

    enabled = StrictBooleanField(required=False)
    fetch_limit = StrictIntegerField(
        required=False, min_value=1, max_value=LARGEST_LIMIT
    )


class StatusQuery(serializers.Serializer):
    check = StrictIntegerField(required=False, min_value=0, max_value=1)


class PageQuery(serializers.Serializer):
    limit = StrictIntegerField(default=100, min_value=1, max_value=LARGEST_PAGE)
    after = StrictIntegerField(default=0, min_value=0, max_value=LARGEST_ID)


class IntegrationListQuery(PageQuery):
    state = serializers.ChoiceField(State.choices, required=False)


class SearchField(StrictCharField):
    """A part of a title or of a slug; a number may be an object's id in WordPress."""

    default_error_messages = {
        "min_length": f"must be {SHORTEST_SEARCH} to {LONGEST_SEARCH} characters",
    }

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if len(text) < SHORTEST_SEARCH and not is_number(text):
            self.fail("min_length")
        return text


class ContentListQuery(PageQuery):
    integration = IdField(required=False)
    kind = serializers.ChoiceField(Kind.choices, required=False)
    type = StrictCharField(required=False, max_length=32)
    status = StrictCharField(required=False, max_length=20)
    search = SearchField(required=False, max_length=LONGEST_SEARCH)


class ContentChanges(serializers.Serializer):
    """What is to be set on the site; only the keys that are present change."""

    title = StrictCharField(required=False, max_length=500, allow_blank=True)
    status = serializers.ChoiceField(STATUSES, required=False)
