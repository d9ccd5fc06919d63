"""Facts that are stored, to the state that is shown: everywhere the same expression."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from integrations.models import ApiKey, SiteIntegration, SyncedType

CONNECTING_TAKES = timedelta(seconds=60)  # at most; else the process died in it
STALE_AFTER = timedelta(hours=48)


class State(models.TextChoices):
    AUTHENTICATING = "authenticating"
    NOT_CONNECTED = "not_connected"
    DISCONNECTED = "disconnected"
    REVOKED = "revoked"
    DEGRADED = "degraded"
    CONNECTED = "connected"
    STALE = "stale"
    READY = "ready"


SENTENCES = {
    State.AUTHENTICATING: "The site is connecting at this moment. Look again in a minute.",
    State.NOT_CONNECTED: "The site has never connected. In WordPress, enter its key "
    "under Settings → Restart Bridge and press Connect.",
    State.DISCONNECTED: "The connection was ended, or the site has another address now. "
    "Connect again in WordPress under Settings → Restart Bridge, with a new key.",
    State.REVOKED: "The site has no key that counts, or refuses the password that it gave "
    "us. Connect again in WordPress under Settings → Restart Bridge, if need be with a "
    "new key.",
    State.DEGRADED: "The last check failed, or many deletions wait until somebody accepts "
    "them. The checks say how to mend what failed; then check again.",
    State.CONNECTED: "Connected, structure syncing… If it stays so: in WordPress, Settings "
    "→ Restart Bridge → Sync structure now.",
    State.STALE: "For 48 hours the site has not called, not been checked, or not been "
    "synced. Check the connection, and see whether WP-Cron and sync_content run.",
    State.READY: "Connected",
}


def with_state(
    integrations: QuerySet[SiteIntegration], now: datetime | None = None
) -> QuerySet[Any]:
    """Annotate `.state`; it can be filtered by and counted."""
    return integrations.annotate(state=_expression(now or timezone.now()))


def state_of(integration: SiteIntegration) -> State:
    """Ask the database for the state of one, as it is now."""
    one = SiteIntegration.objects.filter(pk=integration.pk)
    return State(with_state(one).values_list("state", flat=True).get())


def sentence_of(state: State) -> str:
    """Say what the state is, and what to do about it."""
    return SENTENCES[state]


def _expression(now: datetime) -> Case:
    """The first that is true counts."""
    ended = Q(credentials=None)  # also by another address: Site.save()
    states: list[tuple[State, Any]] = [
        (State.AUTHENTICATING, Q(authenticating_since__gt=now - CONNECTING_TAKES)),
        (State.NOT_CONNECTED, Q(connected_at=None)),
        (State.DISCONNECTED, ended),
        (State.REVOKED, Q(refused_at__isnull=False) | ~_has_live_key(now)),
        (State.DEGRADED, _failed_check() | _holds_deletions()),
        (State.CONNECTED, Q(structure_at=None)),
        (State.STALE, _is_silent(now - STALE_AFTER)),
    ]
    return Case(
        *(When(condition, then=Value(state)) for state, condition in states),
        default=Value(State.READY),
        output_field=models.CharField(),
    )


def _has_live_key(now: datetime) -> Exists:
    return Exists(ApiKey.objects.live(now).filter(site=OuterRef("site")))


def _failed_check() -> Q:
    """None at all is a process that died while the site connected."""
    return Q(check_failures__gt=0) | Q(checked_at=None)


def _holds_deletions() -> Exists:
    followed = SyncedType.objects.filter(enabled=True, missing_since=None)
    held = followed.filter(deletions_held_at__isnull=False)
    return Exists(held.filter(integration=OuterRef("pk")))


def _is_silent(since: datetime) -> Q:
    not_heard = Q(heard_at=None) | Q(heard_at__lt=since)
    not_synced = Q(last_synced_at=None) | Q(last_synced_at__lt=since)
    # What has just connected had no time to be synced.
    not_synced &= Q(connected_at__lt=since, config_json__plugin_connection_enabled=True)
    return not_heard | Q(checked_at__lt=since) | not_synced
