"""What a client may say about a registry, and what it is shown."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.fields import (
    OptionalCharField,
    OptionalDateField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
)
from api.ids import LARGEST_ID
from registries.access import Access, invitations
from wpauth.users import WordPressUser

MOST_INVITEES = 200


class InviteeField(StrictCharField):
    """A user name or an e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        # WordPress cuts the space around it, so that we do before we compare.
        super().__init__(max_length=254, trim_whitespace=True, **kwargs)


class InviteesInput(serializers.Serializer):
    invitees = serializers.ListField(child=InviteeField(), max_length=MOST_INVITEES)


class RegistryMetaInput(serializers.Serializer):
    invitees = serializers.ListField(
        child=InviteeField(), max_length=MOST_INVITEES, required=False
    )
    event_type = OptionalCharField(max_length=100)
    event_date = OptionalDateField()
    is_for_self = StrictBooleanField(required=False)
    recipient_name = OptionalCharField(max_length=100)
    recipient_relationship = OptionalCharField(max_length=100)
    recipient_email = OptionalCharField(max_length=200)


class RegistryChanges(serializers.Serializer):
    """The body of a PATCH: only the keys that are present change."""

    title = StrictCharField(max_length=200, trim_whitespace=True, required=False)
    story = OptionalCharField(max_length=2000, one_line=False)
    is_private = StrictBooleanField(required=False)
    meta = RegistryMetaInput(required=False)


class RegistryInput(RegistryChanges):
    """The body of a POST."""

    title = StrictCharField(max_length=200, trim_whitespace=True)
    is_private = StrictBooleanField(default=True)


class PageQuery(serializers.Serializer):
    page = StrictIntegerField(default=1, min_value=1, max_value=LARGEST_ID)
    per_page = StrictIntegerField(default=10, min_value=1, max_value=100)


def registry_data(access: Access, user: WordPressUser) -> dict[str, Any]:
    """Return a registry as this user may see it."""
    registry = access.registry
    return {
        "id": registry.id,
        "title": registry.title,
        "username": registry.username,
        "is_private": registry.is_private,
        "story": registry.story,
        "status": registry.status,
        "permalink": registry.permalink,
        "meta": _meta_data(access, user),
        "created_at": registry.created_at,
        "updated_at": registry.updated_at,
    }


def _meta_data(access: Access, user: WordPressUser) -> dict[str, Any]:
    meta = access.registry.meta
    return {
        "invitees": invitees_data(access, user),
        "item_ids": list(meta.item_ids or ()),
        "event_type": meta.event_type,
        "event_date": meta.event_date,
        "is_for_self": meta.is_for_self,
        "recipient_name": meta.recipient_name,
        "recipient_relationship": meta.recipient_relationship,
        "recipient_email": meta.recipient_email if access.may_change else None,
    }


def invitees_data(access: Access, user: WordPressUser) -> list[str]:
    """Return the list for who may change it; anybody else finds only himself."""
    if access.may_change:
        return list(access.registry.meta.invitees or ())
    return invitations(access.registry, user)
