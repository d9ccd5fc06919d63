"""Carries out a request only once if it is sent twice with the same key."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from api.exceptions import Conflict, NotFound
from items.models import NOBODY, IdempotencyKey, Purchase
from registries.idempotency_keys import USED, digest_of, idempotency_key
from wpauth.authentication import WordPressRequest

LIFE = timedelta(hours=24)
BATCH = 500  # keys that are deleted in one transaction
ITEMS = "/items"  # the path of a new item, below its registry as well


@dataclass(frozen=True)
class Scope:
    """A caller's key for a path; of two paths to one item the flat one counts."""

    user_id: int
    path: str
    key: str

    def remembered(self) -> QuerySet[IdempotencyKey]:
        return IdempotencyKey.objects.filter(
            user_id=self.user_id, path=self.path, key=self.key
        )


def scope_of(request: WordPressRequest, path: str) -> Scope | None:
    """Return what the Idempotency-Key counts for, None without one; or HeaderError."""
    key = idempotency_key(request)
    return None if key is None else Scope(request.user.id, path, key)


def was_answered(request: WordPressRequest, path: str) -> bool:
    """Return whether a request of this caller with this key has succeeded before."""
    key = request.headers.get("Idempotency-Key", "")
    remembered = Scope(request.user.id, path, key).remembered()
    return remembered.filter(created_at__gte=end_of_life()).exists()


def once(
    scope: Scope | None,
    registry_id: int | None,
    body: Any,
    operation: Callable[[], dict[str, Any]],
) -> tuple[dict[str, Any], bool]:
    """
    Do the operation and remember its answer, or return the remembered one and True.

    Only what succeeded is remembered, in the operation's own transaction; raises
    Conflict for another body under the same key.
    """
    if scope is None:
        return operation(), False
    digest = digest_of(body)
    try:
        with transaction.atomic():
            scope.remembered().filter(created_at__lt=end_of_life()).delete()
            if known := scope.remembered().first():
                return _replay(known, digest), True
            answer = operation()
            _remember(scope, registry_id, digest, answer)
            return answer, False
    except (IntegrityError, Conflict, NotFound):
        # On PostgreSQL a request with the same key may have come at the same moment
        # and done what now stands in our way.
        known = scope.remembered().filter(created_at__gte=end_of_life()).first()
        if known is None:
            raise
        return _replay(known, digest), True


def _remember(
    scope: Scope, registry_id: int | None, digest: str, answer: dict[str, Any]
) -> None:
    IdempotencyKey.objects.create(
        user_id=scope.user_id,
        path=scope.path,
        key=scope.key,
        registry_id=registry_id,
        body_hash=digest,
        answer=answer,
    )


def _replay(known: IdempotencyKey, digest: str) -> dict[str, Any]:
    if known.body_hash != digest:
        raise Conflict(USED)
    answer: dict[str, Any] = known.answer
    return answer


def path_of_purchases(item_id: int) -> str:
    return f"/items/{item_id}/purchases"


def forget_buyer(purchase: Purchase) -> None:
    """Take the buyer out of the answer to a purchase that nobody may see any more."""
    answers = IdempotencyKey.objects.filter(path=path_of_purchases(purchase.item_id))
    for known in answers.filter(answer__purchase__id=purchase.pk).select_for_update():
        known.answer["purchase"] |= NOBODY
        known.save(update_fields=["answer"])


def forget_registry(registry_id: int) -> None:
    """Delete the answers about a registry along with it."""
    IdempotencyKey.objects.filter(registry_id=registry_id).delete()


def end_of_life() -> datetime:
    """Return the moment before which `once` ignores keys."""
    return timezone.now() - LIFE


def count(before: datetime) -> int:
    """Count the keys from before in steps of an hour, since a long read blocks writers."""
    number = 0
    times = IdempotencyKey.objects.order_by("created_at").values_list(
        "created_at", flat=True
    )
    since = times.filter(created_at__lt=before).first()
    while since:
        until = min(since + timedelta(hours=1), before)
        number += times.filter(created_at__gte=since, created_at__lt=until).count()
        since = times.filter(created_at__gte=until, created_at__lt=before).first()
    return number


def purge(before: datetime) -> Iterator[int]:
    """
    Delete the keys from before, the oldest first, yielding how many went each time.

    Each deletion is a short transaction, followed by an equally long pause in which
    buyers can write, since SQLite has one writer at a time.
    """
    keys = IdempotencyKey.objects.filter(created_at__lt=before)
    oldest = keys.order_by("created_at").values_list("pk", flat=True)[:BATCH]
    while ids := list(oldest.all()):
        started = time.monotonic()
        deleted, _ = IdempotencyKey.objects.filter(pk__in=ids).delete()
        time.sleep(time.monotonic() - started)
        yield deleted
