"""Finds and erases what this database holds on a person with an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import ngettext

from api.paging import pages_by_key
from items.models import NOBODY, IdempotencyKey, Purchase
from wpauth.person import Person
from wpauth.staff.backends import shadows_of, take_name_off

PAGE = 1000  # rows


@dataclass(frozen=True)
class Holdings:
    purchases: set[int]  # ids
    answers: set[int]  # ids of idempotency keys
    staff: list[User]

    def __str__(self) -> str:
        purchases, answers, staff = map(len, (self.purchases, self.answers, self.staff))
        return ", ".join(
            [
                ngettext("%d purchase", "%d purchases", purchases) % purchases,
                ngettext("%d remembered answer", "%d remembered answers", answers)
                % answers,
                ngettext("%d staff account", "%d staff accounts", staff) % staff,
            ]
        )


def look_up(person: Person) -> Holdings:
    """
    Find the rows that hold something of this person.

    An answer is found by its purchase or by its address, so that of a purchase made
    while we look either both are found or none.
    """
    purchases = {
        pk
        for pk, email in _each(Purchase, "purchaser_email")
        if person.is_meant_by(email)
    }
    answers = set()
    for pk, answer in _each(IdempotencyKey, "answer"):
        bought = answer.get("purchase")
        if bought is None:  # a new item's, which holds nothing of a buyer
            continue
        if bought["id"] in purchases or person.is_meant_by(bought["purchaser_email"]):
            answers.add(pk)
            purchases.add(bought["id"])
    return Holdings(purchases, answers, shadows_of(person))


def _each(model: type[models.Model], field: str) -> Iterator[tuple[Any, ...]]:
    """
    Yield id and field of every row.

    The database doesn't compare: its LIKE has wildcards, and folds the case of ASCII
    alone or by the locale of the day.
    """
    pages = pages_by_key(model._default_manager.all(), "pk", field, size=PAGE)
    return chain.from_iterable(pages)


@transaction.atomic
def erase(holdings: Holdings) -> None:
    """
    Take name, e-mail and note off; rows and quantities stay, so that counts do.

    The keys stay as well: a request that is sent again still counts once, and gets the
    answer without a name. What is left of its body is an HMAC that tells nothing
    without the SECRET_KEY (see idempotency.py), and that for a day.
    """
    # Everybody locks in the order of pk, so that PostgreSQL meets no deadlock.
    purchases = Purchase.objects.select_for_update().order_by("pk")
    locked = purchases.filter(pk__in=holdings.purchases).values_list("pk", flat=True)
    Purchase.objects.filter(pk__in=list(locked)).update(**NOBODY)
    keys = IdempotencyKey.objects.select_for_update().order_by("pk")
    for key in keys.filter(pk__in=holdings.answers):
        key.answer["purchase"] |= NOBODY
        key.save(update_fields=["answer"])
    for shadow in holdings.staff:
        take_name_off(shadow)
