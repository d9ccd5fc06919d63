"""What a site may say of its structure, whether it is pushed to us or fetched by us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.fields import (
    OptionalCharField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
)
from integrations.models.site import LONGEST_URL, validate_site_url
from integrations.models.synced_type import DEFAULT_LIMIT, LARGEST_LIMIT

LONGEST_SLUG = {"post_types": 20, "taxonomies": 32}
LONGEST_SHOWN = 40  # of a slug that is none
MOST_TYPES = 200
LARGEST_COUNT = 2**31 - 1
LONGEST_ADMIN_URL = 2000
CLOCKS_DIFFER = timedelta(minutes=5)
# A script that reads our answers would give its objects another prototype.
NO_SLUGS = {"__proto__"}


class TypeBody(serializers.Serializer):
    """A post type or a taxonomy; `enabled` and `fetch_limit` count at first sight."""

    label = StrictCharField(max_length=200)  # type: ignore[assignment]  # also DRF's word
    count = StrictIntegerField(min_value=0, max_value=LARGEST_COUNT)
    enabled = StrictBooleanField(default=True)
    fetch_limit = StrictIntegerField(
        default=DEFAULT_LIMIT, min_value=1, max_value=LARGEST_LIMIT
    )


class TypesField(serializers.DictField):
    """Types by their slug; PHP writes an object without any as a list."""

    child = TypeBody()
    default_error_messages = {
        "slug": "{slug!r} is no slug: 1 to {longest} of a-z, 0-9, _ and - are",
    }

    def __init__(self, *, longest_slug: int, **kwargs: Any) -> None:
        super().__init__(default=dict, **kwargs)
        self.longest_slug = longest_slug
        self.slug = re.compile(rf"[a-z0-9_-]{{1,{longest_slug}}}")

    def to_internal_value(self, data: Any) -> Any:
        data = {} if data == [] else data
        if isinstance(data, dict):
            self._check_slugs(data)
        return super().to_internal_value(data)

    def _check_slugs(self, slugs: Iterable[str]) -> None:
        for slug in slugs:
            if slug in NO_SLUGS or not self.slug.fullmatch(slug):
                self.fail("slug", slug=slug[:LONGEST_SHOWN], longest=self.longest_slug)


class SiteURLField(StrictCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_URL, **kwargs)
        self.validators.append(validate_site_url)


class TimeField(serializers.Field):
    """A moment with its time zone; one that is yet to come would lock out all others."""

    default_error_messages = {
        "invalid": "must be a time with its zone, as in 2026-11-28T10:00:00Z",
        "in_the_future": "must not be more than 5 minutes ahead of our clock",
    }

    def to_internal_value(self, data: Any) -> datetime:
        try:
            moment = parse_datetime(data)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fail("invalid")
        if moment > timezone.now() + CLOCKS_DIFFER:
            self.fail("in_the_future")
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # in the year 1
            self.fail("invalid")

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()


class StructureBody(serializers.Serializer):
    post_types = TypesField(longest_slug=LONGEST_SLUG["post_types"])
    taxonomies = TypesField(longest_slug=LONGEST_SLUG["taxonomies"])
    plugin_connection_enabled = StrictBooleanField()
    two_way_sync_enabled = StrictBooleanField()
    timestamp = TimeField(required=False)
    site_url = SiteURLField()
    admin_url = OptionalCharField(max_length=LONGEST_ADMIN_URL)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs["post_types"]) + len(attrs["taxonomies"]) > MOST_TYPES:
            raise ValidationError(f"more than {MOST_TYPES} types", code="too_long")
        return attrs
