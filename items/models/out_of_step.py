from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from items.models.rows import first

LONGEST_PAUSE = timedelta(hours=6)  # between two attempts of sync_item_ids


class OutOfStepQuerySet(models.QuerySet["OutOfStepRegistry"]):
    def mark(self, registry_id: int) -> None:
        """Mark the registry in the transaction that changes its items."""
        # A new change deserves a new attempt.
        self._mark(registry_id, "version", "attempts", "next_attempt_at")

    def mark_deleting(self, registry_id: int) -> None:
        """WordPress is about to be asked to delete this registry."""
        self._mark(
            registry_id, "version", "deleting_since", deleting_since=timezone.now()
        )

    def _mark(self, registry_id: int, *names: str, **fields: datetime) -> None:
        self.bulk_create(
            [self.model(registry_id=registry_id, **fields)],
            update_conflicts=True,
            unique_fields=["registry_id"],
            update_fields=names,
        )

    @transaction.atomic(savepoint=False)
    def acquire(self, registry_id: int) -> OutOfStepRegistry | None:
        """Take the lease; None if the registry is in step, or somebody else has it."""
        free = self.filter(Q(leased_until=None) | Q(leased_until__lt=timezone.now()))
        lease = uuid.uuid4()
        taken = free.filter(pk=registry_id).update(
            lease=lease, leased_until=_end_of_lease()
        )
        if not taken:
            return None
        return first(OutOfStepRegistry, "registry_id = %s", [registry_id])

    def due(self) -> OutOfStepQuerySet:
        """Return those that sync_item_ids should try now, the oldest first."""
        now = timezone.now()
        return self.filter(
            Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
            Q(leased_until=None) | Q(leased_until__lt=now),
        ).order_by("marked_at")


class OutOfStepRegistry(models.Model):
    """
    A registry whose `restart_item_ids` in WordPress may not name its active items.

    The row is also a lease: one writer at a time tells WordPress, and learns by the
    version what others change meanwhile. A lease ends by itself, since a writer may
    die.
    """

    registry_id = models.PositiveBigIntegerField("registry", primary_key=True)
    version = models.UUIDField(default=uuid.uuid4, editable=False)  # of the last change
    marked_at = models.DateTimeField("out of step since", default=timezone.now)
    deleting_since = models.DateTimeField("being deleted since", null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField("failed attempts", default=0)
    last_error = models.CharField(max_length=500, blank=True, default="")
    failed_at = models.DateTimeField("last failure", null=True, blank=True)
    next_attempt_at = models.DateTimeField("next attempt", null=True, blank=True)

    objects = OutOfStepQuerySet.as_manager()

    class Meta:
        db_table = "registries_out_of_step"
        verbose_name = "registry out of step"
        verbose_name_plural = "registries out of step"

    def __str__(self) -> str:
        return f"registry {self.registry_id}"

    @property
    def _held(self) -> models.QuerySet[OutOfStepRegistry]:
        """This row, as long as the lease is ours."""
        return OutOfStepRegistry.objects.filter(pk=self.pk, lease=self.lease)

    @transaction.atomic
    def clear(self) -> bool:
        """
        Return whether WordPress is in step: nothing changed since our version.

        A registry that is about to be deleted stays marked until that is settled.
        """
        settled = self._held.filter(version=self.version, deleting_since=None)
        # Not delete(), which would look first for rows that hang on this one.
        return bool(settled._raw_delete(settled.db))

    @transaction.atomic
    def renew(self) -> bool:
        """Take the version as it is now, and time for it; False if the lease is lost."""
        if not self._held.update(leased_until=_end_of_lease()):
            return False
        self.refresh_from_db(fields=["version", "deleting_since"])
        return True

    @transaction.atomic
    def cancel_deletion(self) -> None:
        """It was not deleted after all."""
        self._held.update(deleting_since=None)
        self.deleting_since = None

    @transaction.atomic
    def fail(self, error: str, *, is_over: bool) -> None:
        """
        Say what went wrong; the mark stays.

        The lease ends, unless WordPress may still be at work on what we sent: then
        nobody else is to write until that is over.
        """
        self._held.update(
            attempts=F("attempts") + 1,
            last_error=error[:500],
            failed_at=timezone.now(),
            **({"lease": None, "leased_until": None} if is_over else {}),
        )

    @transaction.atomic
    def pause(self) -> None:
        """Have sync_item_ids try it less and less often."""
        row = OutOfStepRegistry.objects.select_for_update().filter(pk=self.pk)
        for attempts in row.values_list("attempts", flat=True):
            pause = min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
            row.update(next_attempt_at=timezone.now() + pause)


def _end_of_lease() -> datetime:
    return timezone.now() + timedelta(seconds=2 * settings.WP_READ_TIMEOUT)
