"""Changes and deletes a registry in WordPress."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from api.exceptions import Conflict
from registries import gateway, invitees
from registries.access import Access
from registries.registry import Status, to_post
from registries.signals import (
    registry_deleted,
    registry_deleting,
    registry_deletion_failed,
)
from wpclient.credentials import Credentials
from wpclient.exceptions import Forbidden, Invalid, NoSuchPost, Refused


def change_registry(
    access: Access, fields: dict[str, Any], credentials: Credentials
) -> Access:
    """Write these fields and return the registry as it is then."""
    if "is_private" in fields and access.registry.status == Status.ARCHIVED:
        raise Conflict("This registry is archived. Restore it in WordPress first.")
    registry_id = access.registry.id
    names = fields.get("meta", {}).pop("invitees", None)
    if names is not None:
        invitees.known_invitees(access.registry)  # refuses before anything is written
    # The post first: should the list fail then, what was made private is private.
    if post := to_post(fields):
        registry = gateway.update(registry_id, post, credentials)
        access = replace(access, registry=registry)
    if names is not None:
        invitees.replace(access, names, credentials)
        registry = gateway.get(registry_id, credentials, context="edit")
        access = replace(access, registry=registry)
    return access


def delete_registry(access: Access, credentials: Credentials) -> None:
    """Delete it for good, and tell the rest of the house."""
    registry_id = access.registry.id
    registry_deleting.send(sender=Access, registry_id=registry_id)
    try:
        gateway.delete(registry_id, credentials)
    except NoSuchPost:
        pass  # somebody else was quicker: it is gone, as was asked
    except (Refused, Forbidden, Invalid):
        registry_deletion_failed.send_robust(sender=Access, registry_id=registry_id)
        raise
    # The registry is gone even if a receiver fails, which is logged: receivers look again.
    registry_deleted.send_robust(sender=Access, registry_id=registry_id)
