"""Tests of `discover --source svn`: WordPress.org's list of names, and its log."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.utils import timezone

from packages.discovery.discover import discover
from packages.exceptions import PackagesError
from packages.following.due import due_for_update
from packages.models import Package, Watermark
from packages.models.package import State
from packages.router import ALIAS
from packages.versions.times import as_text
from packages.wordpress_org.http import Session
from packages.wordpress_org.log import Change, Revision
from packages.wordpress_org.log_changes import LogChanges
from tests.packages import troubles
from tests.packages.following import states, theme
from tests.packages.loopback import Received
from tests.packages.runs import new_run, untold
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])

SCHEDULES = 200


def from_svn(
    org_session: Session, package_type: Any = "plugin", **options: Any
) -> dict[str, int]:
    counts = discover(
        new_run("discover"),
        source="svn",
        package_type=package_type,
        session=org_session,
        progress=untold,
        **options,
    )
    return {name: number for name, number in counts.items() if number}


def watermarks() -> dict[str, int]:
    return dict(Watermark.objects.order_by("pk").values_list("name", "value"))


def listings_read(org: WordPressOrg) -> int:
    return [received.method for received in org.received].count("GET")


def test_the_listing_begins(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    org.subversion["plugin"].commit("mkdir", "Bad.Name")
    org.add("theme", "quiet", "1.0")
    run = new_run("discover")

    counts = discover(run, source="svn", session=org_session, progress=untold)

    assert counts == {"new": 2, "unnameable": 1} == run.counters
    assert states() == {"quiet": "new", "tea": "new"}
    plugins, themes = (
        org.subversion["plugin"].newest,
        org.subversion["theme"].newest,
    )
    assert watermarks() == {
        "plugin-listing": plugins,
        "plugin-log": plugins,
        "theme-listing": themes,
        "theme-log": themes,
    }


def test_then_the_log_is_followed(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    before = timezone.now()
    org.tag("plugin", "tea", "1.1")
    trunk = org.commit("plugin", "tea")
    org.add("plugin", "milk", "3.0")

    assert from_svn(org_session) == {"new": 1, "changed": 2}

    tea, milk = Package.objects.get(slug="tea"), Package.objects.get(slug="milk")
    assert tea.changed_at and tea.changed_at >= before
    assert tea.trunk_revision == trunk
    assert list(orjson.loads(tea.tag_times)) == ["1.1"]
    assert list(orjson.loads(milk.tag_times)) == ["3.0"]
    assert watermarks()["plugin-log"] == org.subversion["plugin"].newest
    assert from_svn(org_session) == {}


def test_the_hash_knows_of_the_trunk(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    org.commit("plugin", "tea")
    from_svn(org_session)

    tea = Package.objects.get()
    stored = tea.input_hash
    tea.set_input_hash()
    assert stored == tea.input_hash


def test_a_tag_that_is_made_again_has_the_later_time(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    org.tag("plugin", "tea", "1.1")
    from_svn(org_session)
    [first] = orjson.loads(Package.objects.get().tag_times).values()
    svn = org.subversion["plugin"]
    svn.commit("rm", "tea/tags/1.1")
    svn.commit("mkdir", "tea/tags/1.1")
    svn.commit("put", "/dev/null", "tea/tags/1.1/readme.txt")
    from_svn(org_session)

    [later] = orjson.loads(Package.objects.get().tag_times).values()
    assert later > first
    svn.commit("put", "/dev/null", "tea/tags/1.1/readme.txt")
    from_svn(org_session)
    assert orjson.loads(Package.objects.get().tag_times) == {"1.1": later}


def test_a_commit_makes_a_package_due_though_the_clock_went_back(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    synced_at = timezone.now() + timedelta(minutes=1)  # before the clock was set back
    Package.objects.update(state=State.OPEN, synced_at=synced_at, asked_at=synced_at)
    org.commit("plugin", "tea")

    from_svn(org_session)

    is_due = due_for_update(synced_at + timedelta(hours=1))
    assert Package.objects.filter(is_due).exists()


def test_a_theme_of_the_same_name_is_another(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    quiet = theme("tea", State.OPEN)
    from_svn(org_session)
    org.commit("plugin", "tea")
    from_svn(org_session)

    quiet.refresh_from_db()
    assert quiet.changed_at is None


def test_a_long_log_is_read_in_portions(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    for _ in range(2001):
        newest = org.commit("plugin", "tea")

    from_svn(org_session)

    assert watermarks()["plugin-log"] == newest
    assert Package.objects.get().trunk_revision == newest


def test_a_replica_that_lags_loses_nothing(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    begun = watermarks()["plugin-log"]
    for slug in ("milk", "cake"):
        org.add("plugin", slug, "1.0")

    org.replica = lambda newest: begun
    assert from_svn(org_session) == {}
    assert watermarks()["plugin-log"] == begun

    org.replica = lambda newest: begun + 1
    assert from_svn(org_session) == {"new": 1, "changed": 1}
    org.replica = lambda newest: newest
    assert from_svn(org_session) == {"new": 1, "changed": 1}
    assert set(states()) == {"cake", "milk", "tea"}


def test_the_listing_is_read_again_after_a_day(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    from_svn(org_session)
    assert listings_read(org) == 1

    Package.objects.all().delete()
    day_ago = timezone.now() - timedelta(hours=24)
    Watermark.objects.update(moved_at=day_ago)

    assert from_svn(org_session) == {"new": 1}
    assert listings_read(org) == 2


def test_with_a_limit_no_watermark_moves(
    org: WordPressOrg, org_session: Session
) -> None:
    org.generate(plugins=3)
    assert from_svn(org_session, limit=2) == {"new": 2}
    assert watermarks() == {}

    from_svn(org_session)
    before = watermarks()
    org.generate(plugins=3)
    assert from_svn(org_session, limit=2) == {"new": 2, "changed": 2}
    assert watermarks() == before


def test_a_log_that_fails_is_told_at_the_end(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("theme", "quiet", "1.0")

    def trouble(received: Received) -> troubles.Trouble | None:
        is_plugins = received.path.startswith("/svn/plugins")
        return troubles.NOTHING_HERE if is_plugins else None

    org.trouble = trouble

    with pytest.raises(PackagesError, match="svn/plugins"):
        from_svn(org_session, package_type=None)

    assert states() == {"quiet": "new"}
    assert set(watermarks()) == {"theme-listing", "theme-log"}


def test_a_log_that_breaks_off_moves_nothing(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea", "1.0")
    from_svn(org_session)
    before = watermarks()
    org.commit("plugin", "tea")
    org.everywhere(troubles.Breaks())

    with pytest.raises(PackagesError):
        from_svn(org_session)

    assert watermarks() == before
    assert Package.objects.get().changed_at is None


def happen(org: WordPressOrg, chance: random.Random) -> None:
    """Let a random thing happen at WordPress.org."""
    number = org.subversion["plugin"].newest
    slug = chance.choice([slug for _, slug in org.packages])
    match chance.choice(["add", "tag", "commit"]):
        case "add":
            org.add("plugin", f"tea-{number}", "1.0")
        case "tag":
            org.tag("plugin", slug, f"2.{number}")
        case "commit":
            org.commit("plugin", slug)


def learned() -> list[tuple[str, dict[str, str], int | None]]:
    return [
        (package.slug, orjson.loads(package.tag_times), package.trunk_revision)
        for package in Package.objects.order_by("slug")
    ]


def committed(org: WordPressOrg) -> list[tuple[str, dict[str, str], int]]:
    """Return what the whole log says, read at once."""
    found = LogChanges("plugin")
    for number, revision in enumerate(org.subversion["plugin"].revisions, 1):
        changes = [
            Change(change.path, change.action == "A", change.kind == "file")
            for change in revision.changes
        ]
        found.add(Revision(number, as_text(revision.moment), changes))
    return [
        (slug, found.tag_times[slug], found.trunk_revisions[slug])
        for slug in sorted(found.added)
    ]


def test_no_commit_is_lost_however_a_replica_lags(
    org: WordPressOrg, org_session: Session
) -> None:
    chance = random.Random("replicas")  # noqa: S311  no secret
    org.add("plugin", "tea", "1.0")
    Watermark.objects.create(name="plugin-log", value=0)
    org.replica = lambda newest: max(0, newest - chance.choice([0, 0, 1, 2, 9]))

    for _ in range(SCHEDULES):
        for _ in range(chance.randrange(4)):
            happen(org, chance)
        from_svn(org_session)
    org.replica = lambda newest: newest
    from_svn(org_session)

    assert len(learned()) > SCHEDULES / 4
    assert learned() == committed(org)
