"""
Tests what Composer makes of dates, and of our word that a package is closed.

Composer 2.5 knows neither policies nor audits of abandoned packages; 2.8 knows audits,
and 2.11 both. Each reads the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packages.versions.version_list import KeptVersion
from tests.packages.composer import Project, Repositories
from tests.packages.composers import is_since
from tests.packages.rows import EARLIER, plugin

MARKER = "wp-plugin/shut.closed-on-wordpress.org"
LET_IN = {"require": {"wp-plugin/shut": "*"}, "provide": {MARKER: "1"}}
SHUT = plugin(
    slug="shut",
    state="closed",
    closed_on="2025-03-01",
    closed_reason="Security Issue",
)
REASON = "Closed on WordPress.org since 2025-03-01: Security Issue"
AUDITS_ABANDONED = is_since("trixie")
KNOWS_POLICIES = is_since("sid")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with our repository: tea has a release of this minute, shut is closed."""
    folder = tmp_path / "served"
    folder.mkdir()
    repositories = Repositories(folder)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    tea = plugin(KeptVersion("1.1", now), KeptVersion("1.0", EARLIER))
    yield Project(tmp_path, repositories.write("ours", tea, SHUT))
    repositories.stop()


def test_a_release_of_this_minute_waits_for_its_cooldown(project: Project) -> None:
    policy = {"cooldown": {"period": "7 days"}}

    answer = project.update(require={"wp-plugin/tea": "*"}, config={"policy": policy})

    assert answer.returncode == 0, answer.stderr
    taken = "1.0" if KNOWS_POLICIES else "1.1"
    assert project.versions() == {"wp-plugin/tea": taken}


def test_without_a_cooldown_it_is_taken(project: Project) -> None:
    answer = project.update(require={"wp-plugin/tea": "*"})

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/tea": "1.1"}


def test_a_policy_keeps_a_closed_plugin_out_and_says_why(project: Project) -> None:
    answer = project.update(**LET_IN, config={"policy": {"wordpress-closed": True}})

    assert (answer.returncode == 2) is KNOWS_POLICIES, answer.stderr
    ours = project.settings["repositories"][0]["url"]
    why = f"wordpress-closed (see {ours}/wp-plugin/shut) reason: {REASON}"
    assert (why in answer.stderr) is KNOWS_POLICIES


def test_an_audit_fails_for_a_closed_plugin_that_was_let_in(project: Project) -> None:
    assert project.update(**LET_IN).returncode == 0

    answer = project.run("audit", "--locked")

    assert bool(answer.returncode) is AUDITS_ABANDONED, answer.stderr
    assert ("wp-plugin/shut" in answer.stdout) is AUDITS_ABANDONED


def test_an_audit_says_why_where_a_policy_asks(project: Project) -> None:
    policy = {"wordpress-closed": {"block": False}}
    assert project.update(**LET_IN, config={"policy": policy}).returncode == 0

    answer = project.run("audit", "--locked", "--format=plain")

    assert bool(answer.returncode) is AUDITS_ABANDONED, answer.stderr
    assert (REASON in answer.stdout + answer.stderr) is KNOWS_POLICIES


def test_an_audit_finds_nothing_in_open_packages(project: Project) -> None:
    assert project.update(require={"wp-plugin/tea": "*"}).returncode == 0

    answer = project.run("audit", "--locked")

    assert answer.returncode == 0, answer.stderr
