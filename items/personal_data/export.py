"""All that is kept on a person, as the JSON document that is handed out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from items.models import IdempotencyKey, Purchase
from items.personal_data.holdings import Holdings
from registries.personal_data import Mention
from wpauth.person import Person

PURCHASE_FIELDS = (
    "id",
    "item_id",
    "quantity",
    "purchaser_name",
    "purchaser_email",
    "note",
    "is_anonymous",
    "created_at",
    "undone_at",
)


def document(
    person: Person, holdings: Holdings, mentions: Iterable[Mention]
) -> dict[str, Any]:
    """
    Return all that is held on the person, and nothing on anybody else.

    Anonymous and undone purchases keep no address, so that they can't be found.

    {
        "email": as it was asked for,
        "purchases": [{"id", "item_id", "quantity", "purchaser_name", "purchaser_email",
            "note", "is_anonymous", "created_at", "undone_at"}],
        "remembered_answers": [{"item_id", "created_at", "purchase": {as above, without
            "undone_at"}}],
        "staff_accounts": [{"id", "username", "display_name", "last_login"}],
        "invitations": [{"registry_id", "permalink"}],
        "recipient_of": [{"registry_id"}],
    }
    """
    mentions = list(mentions)
    return {
        "email": person.email,
        "purchases": _purchases(holdings),
        "remembered_answers": _answers(holdings),
        "staff_accounts": [_staff(user) for user in holdings.staff],
        "invitations": [
            {
                "registry_id": mention.registry.id,
                "permalink": mention.registry.permalink,
            }
            for mention in mentions
            if mention.is_invited
        ],
        "recipient_of": [
            {"registry_id": mention.registry.id}
            for mention in mentions
            if mention.is_recipient
        ],
    }


def _purchases(holdings: Holdings) -> list[dict[str, Any]]:
    found = Purchase.objects.filter(pk__in=holdings.purchases).order_by("pk")
    return list(found.values(*PURCHASE_FIELDS))


def _answers(holdings: Holdings) -> list[dict[str, Any]]:
    """The item in an answer is its owner's, not the buyer's."""
    found = IdempotencyKey.objects.filter(pk__in=holdings.answers).order_by("pk")
    return [
        {
            "item_id": key.answer["purchase"]["item_id"],
            "created_at": key.created_at,
            "purchase": key.answer["purchase"],
        }
        for key in found
    ]


def _staff(user: User) -> dict[str, Any]:
    return {
        "id": user.pk,
        "username": user.username,
        "display_name": user.first_name,
        "last_login": user.last_login,
    }
