"""What a client may say about a registry, and what it is shown."""

from __future__ import annotations

from dataclasses import replace
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
from registries.invitees import MOST_INVITEES
from wpauth.users import WordPressUser


class InviteeField(StrictCharField):
    """A user name or an e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        # WordPress cuts the space around it, so we do the same before we compare.
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


class RegistryMetaSerializer(serializers.Serializer):
    invitees = serializers.ListField(child=serializers.CharField())
    item_ids = serializers.ListField(child=serializers.IntegerField())
    event_type = serializers.CharField(allow_null=True)
    event_date = serializers.DateField(allow_null=True)
    is_for_self = serializers.BooleanField()
    recipient_name = serializers.CharField(allow_null=True)
    recipient_relationship = serializers.CharField(allow_null=True)
    recipient_email = serializers.CharField(
        allow_null=True, help_text="null for all but owner and administrator"
    )


class RegistrySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    username = serializers.CharField(help_text="The owner's display name")
    is_private = serializers.BooleanField()
    story = serializers.CharField(allow_null=True)
    status = serializers.CharField()
    permalink = serializers.CharField()
    meta = RegistryMetaSerializer()
    created_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField(allow_null=True)


class InviteesSerializer(serializers.Serializer):
    invitees = serializers.ListField(child=serializers.CharField())


# Shared: a serializer copies its fields anew each time one is made.
_REGISTRY = RegistrySerializer()


def registry_data(access: Access, user: WordPressUser) -> dict[str, Any]:
    """Return a registry as this user may see it."""
    meta = access.registry.meta
    shown = replace(
        meta,
        invitees=tuple(invitees_data(access, user)),
        item_ids=meta.item_ids or (),
        recipient_email=meta.recipient_email if access.may_change else None,
    )
    return dict(_REGISTRY.to_representation(replace(access.registry, meta=shown)))


def invitees_data(access: Access, user: WordPressUser) -> list[str]:
    """Return the list to people who may change it; others find only themselves."""
    if access.may_change:
        return list(access.registry.meta.invitees or ())
    return invitations(access.registry, user)
