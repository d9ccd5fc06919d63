"""Tests of what `aggregate_installs` makes of the installations that Composer told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections
from django.utils import timezone

from packages.models import InstallEvent, InstallMonth, Package, Run, Watermark
from packages.pages.aggregate_installs import aggregate_installs
from packages.router import ALIAS
from tests.packages.pages.stored import package

pytestmark = [
    pytest.mark.django_db(databases=[ALIAS]),
    pytest.mark.usefixtures("storage"),
]
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("aggregate_installs", *arguments, stdout=out)
    return out.getvalue()


def install(of: Package, at: datetime = NOW, times: int = 1) -> None:
    InstallEvent.objects.bulk_create(
        InstallEvent(package=of, version="1.0", dedupe_key=uuid4().hex, created_at=at)
        for _ in range(times)
    )


def months(of: Package) -> dict[str, int]:
    entries = of.install_months.order_by("month")
    return {f"{entry.month:%Y-%m-%d}": entry.installs for entry in entries}


def counters(of: Package) -> tuple[int, int, datetime | None]:
    of.refresh_from_db()
    return of.installs_total, of.installs_30d, of.last_installed_at


def test_installations_are_counted_by_month_recently_and_in_all() -> None:
    tea, coffee = package("tea"), package("coffee")
    long_ago, lately = NOW - timedelta(days=33), NOW - timedelta(days=29, hours=23)
    install(tea, long_ago, times=2)
    install(tea, lately)
    install(tea, NOW, times=3)
    install(coffee, lately)

    assert aggregate_installs(NOW) == {"counted": 7, "deleted": 0}

    assert months(tea) == {"2026-02-01": 3, "2026-03-01": 3}
    assert counters(tea) == (6, 4, NOW)
    assert months(coffee) == {"2026-02-01": 1}
    assert counters(coffee) == (1, 1, lately)


def test_twice_gives_the_same_numbers() -> None:
    tea = package("tea")
    install(tea, times=3)
    aggregate_installs(NOW)
    before = months(tea), counters(tea)

    assert aggregate_installs(NOW) == {"counted": 0, "deleted": 0}
    assert (months(tea), counters(tea)) == before


def test_what_comes_later_is_added() -> None:
    tea = package("tea")
    install(tea, times=3)
    aggregate_installs(NOW)
    install(tea, NOW - timedelta(days=1))  # a clock was set back

    aggregate_installs(NOW)

    assert months(tea) == {"2026-03-01": 4}
    assert counters(tea) == (4, 4, NOW)


def test_days_that_pass_leave_the_30_days_and_then_the_table() -> None:
    tea = package("tea")
    install(tea, times=2)
    aggregate_installs(NOW)

    assert aggregate_installs(NOW + timedelta(days=30))["deleted"] == 0
    assert counters(tea) == (2, 0, NOW)

    assert aggregate_installs(NOW + timedelta(days=35, seconds=1))["deleted"] == 2
    assert not InstallEvent.objects.exists()
    assert counters(tea) == (2, 0, NOW)
    assert months(tea) == {"2026-03-01": 2}


def test_events_that_are_gone_are_never_counted_again() -> None:
    tea = package("tea")
    install(tea)
    aggregate_installs(NOW)
    later = NOW + timedelta(days=40)
    aggregate_installs(later)

    install(tea, later)
    aggregate_installs(later)

    assert counters(tea)[:2] == (2, 1)


def test_old_ones_that_were_never_counted_are_counted_before_they_go() -> None:
    tea = package("tea")
    install(tea, NOW - timedelta(days=60))

    assert aggregate_installs(NOW) == {"counted": 1, "deleted": 1}
    assert counters(tea)[:2] == (1, 0)


def test_a_run_that_fails_half_way_changes_nothing() -> None:
    tea = package("tea")
    install(tea, NOW - timedelta(days=60))
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER full BEFORE DELETE ON packages_installevent "
            "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )

    with pytest.raises(IntegrityError):
        aggregate_installs(NOW)

    assert counters(tea) == (0, 0, None)
    assert not InstallMonth.objects.exists()
    assert not Watermark.objects.exists()


def test_a_dry_run_says_what_it_would_do() -> None:
    tea = package("tea")
    install(tea, NOW - timedelta(days=60))

    assert aggregate_installs(NOW, dry_run=True) == Counter(counted=1, deleted=1)

    assert counters(tea) == (0, 0, None)
    assert InstallEvent.objects.count() == 1
    assert aggregate_installs(NOW) == Counter(counted=1, deleted=1)


def test_the_command_says_what_it_did_and_its_run_keeps_it() -> None:
    tea = package("tea")
    install(tea, timezone.now(), times=2)
    install(tea, timezone.now() - timedelta(days=60))

    assert command("--dry-run") == ("It would be: 3 counted, 1 deleted.\n")
    assert command() == "3 counted, 1 deleted.\n"
    assert command() == "Nothing is new.\n"

    assert counters(tea)[:2] == (3, 2)
    runs = Run.objects.order_by("pk").values_list("status", "counters")
    assert list(runs) == [
        ("completed", {"counted": 3, "deleted": 1}),
        ("completed", {"counted": 3, "deleted": 1}),
        ("completed", {"counted": 0, "deleted": 0}),
    ]
