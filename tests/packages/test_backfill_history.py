"""Tests of `backfill_history`: versions get the dates of their tags."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from packages.discovery.history import backfill_history
from packages.exceptions import PackagesError
from packages.following.update import update
from packages.models import Package
from packages.models.package import State
from packages.models.run import RunStatus
from packages.router import ALIAS
from packages.wordpress_org.http import Session
from tests.packages import troubles
from tests.packages.following import plugin, theme
from tests.packages.runs import new_run, untold
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def filled(org_session: Session, **options: Any) -> dict[str, int]:
    run = new_run("backfill_history")
    return dict(backfill_history(run, session=org_session, progress=untold, **options))


def updated(org_session: Session) -> None:
    update(new_run(), session=org_session, progress=untold)


def times(package: Package) -> dict[str, str]:
    package.refresh_from_db()
    versions = orjson.loads(package.versions)
    return {version["version"]: version["time"] for version in versions}


def made(org: WordPressOrg, package_type: str, folder: str) -> dict[str, str]:
    """Return when the tags were made, as Subversion has it."""
    subversion = org.subversion[package_type]
    return {
        change.path.rpartition("/")[2]: revision.moment.isoformat(timespec="seconds")
        for revision in subversion.revisions
        for change in revision.changes
        if change.path.startswith(f"/{folder}/") and change.action == "A"
    }


def test_it_works(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    org.tag("plugin", "tea", "1.1")
    org.release("plugin", "tea", "1.2")
    trunk = org.commit("plugin", "tea")
    tea = plugin("tea")
    updated(org_session)
    seen = times(tea)

    assert filled(org_session) == {"dated": 1}

    dated = times(tea)
    assert dated == made(org, "plugin", "tea/tags")
    assert list(dated) == list(seen) == ["1.2", "1.1", "1.0"]
    assert dated["1.1"] < dated["1.2"] < seen["1.2"]
    assert (tea.trunk_revision, tea.history_at is None) == (trunk, False)
    hash_of_all = tea.input_hash
    tea.set_input_hash()
    assert hash_of_all == tea.input_hash
    assert filled(org_session) == {}


def test_a_theme_has_no_trunk(org: WordPressOrg, org_session: Session) -> None:
    org.add("theme", "quiet", "1.0", "1.1")
    quiet = theme("quiet")
    updated(org_session)

    filled(org_session)

    assert times(quiet) == made(org, "theme", "quiet")
    assert quiet.trunk_revision is None
    assert "PROPFIND" not in [received.method for received in org.received]


def test_a_plugin_without_tags_has_a_history_too(
    org: WordPressOrg, org_session: Session
) -> None:
    org.add("plugin", "tea")
    org.subversion["plugin"].commit("rm", "tea/tags")
    tea = plugin("tea")
    updated(org_session)

    assert filled(org_session) == {"dated": 1}

    assert times(tea) == {}
    assert tea.history_at


def test_what_the_log_told_later_stays(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    later = "2029-01-01T00:00:00+00:00"
    tea = plugin("tea", tag_times=f'{{"1.0":"{later}"}}', trunk_revision=10**6)
    updated(org_session)

    filled(org_session)

    assert times(tea) == {"1.0": later}
    assert tea.trunk_revision == 10**6


def test_the_most_installed_come_first(org: WordPressOrg, org_session: Session) -> None:
    for slug in ("few", "active", "installed"):
        org.add("plugin", slug, "1.0")
    plugin("few")
    active = plugin("active")
    installed = plugin("installed", installs_total=5)
    org.packages["plugin", "active"].installs = 10**6
    updated(org_session)

    assert filled(org_session, limit=2) == {"dated": 2}

    dated = Package.objects.exclude(history_at=None).order_by("pk")
    assert list(dated) == [active, installed]


def test_one_type_is_asked_about(org: WordPressOrg, org_session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("theme", "quiet", "1.0")
    plugin("tea")
    theme("quiet")
    updated(org_session)

    assert filled(org_session, package_type="theme") == {"dated": 1}

    assert Package.objects.exclude(history_at=None).get().slug == "quiet"


def test_what_was_never_open_or_is_gone_is_left(
    org: WordPressOrg, org_session: Session
) -> None:
    plugin("new")
    plugin("closed", State.CLOSED)
    updated(org_session)
    plugin("gone", State.GONE)

    assert filled(org_session) == {}


def test_a_failure_is_tried_again(
    org: WordPressOrg, org_session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    for slug in ("tea", "milk", "cake"):
        org.add("plugin", slug, "1.0")
        plugin(slug)
    updated(org_session)
    org.trouble = lambda received: troubles.BROKEN if b"milk" in received.body else None
    run = new_run("backfill_history")

    backfill_history(run, session=org_session, progress=untold)

    assert run.counters == {"dated": 2, "failed": 1}
    assert run.status == RunStatus.COMPLETED_WITH_ERRORS
    assert "wp-plugin/milk: " in caplog.text
    with pytest.raises(PackagesError, match="1 of 1"):
        filled(org_session)
    org.everywhere(None)
    assert filled(org_session) == {"dated": 1}
