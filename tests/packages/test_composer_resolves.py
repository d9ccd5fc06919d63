"""Tests what a real Composer makes of the documents: what it takes, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from packages.versions.version_list import (
    History,
    KeptVersion,
    Offer,
    as_json,
    version_list,
)
from tests.packages.composer import Project, Repositories
from tests.packages.rows import ADDRESSES, RELEASED, plugin, theme
from tests.packages.version_texts import version_texts

BETA = KeptVersion("1.2-beta1", RELEASED)
CLOSED_SINCE = {"closed_on": "2025-03-01", "closed_reason": "Security Issue"}
SHUT = plugin(slug="shut", state="closed", **CLOSED_SINCE)
MARKER = "wp-plugin/shut.closed-on-wordpress.org"


@pytest.fixture
def repositories(tmp_path: Path) -> Iterator[Repositories]:
    folder = tmp_path / "served"
    folder.mkdir()
    repositories = Repositories(folder)
    yield repositories
    repositories.stop()


@pytest.fixture
def ours(repositories: Repositories) -> str:
    """Our repository: some packages are open, one is closed, one is gone."""
    tea = [BETA, KeptVersion("1.1", RELEASED, php="8.1"), KeptVersion("v1.0", RELEASED)]
    gone = plugin(slug="lost", state="gone")
    return repositories.write("ours", plugin(*tea), theme(slug="quiet"), SHUT, gone)


@pytest.fixture
def project(tmp_path: Path, ours: str) -> Project:
    return Project(tmp_path, ours)


def test_it_takes_the_newest_stable_versions(project: Project) -> None:
    answer = project.update(require={"wp-plugin/tea": "^1.0", "wp-theme/quiet": "*"})

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/tea": "1.1", "wp-theme/quiet": "1.1"}
    assert project.locked()["wp-plugin/tea"]["time"] == RELEASED


def test_it_takes_a_beta_where_it_is_allowed(project: Project) -> None:
    answer = project.update(require={"wp-plugin/tea": "@beta"})

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/tea": "1.2-beta1"}


def test_it_locks_trunk_by_its_revision(project: Project) -> None:
    answer = project.update(require={"wp-plugin/tea": "dev-trunk"})

    assert answer.returncode == 0, answer.stderr
    locked = project.locked()["wp-plugin/tea"]
    assert locked["version"] == "dev-trunk"
    assert locked["source"]["reference"] == "trunk@7"
    assert "dist" not in locked


def test_an_older_php_gets_the_version_before(project: Project) -> None:
    answer = project.update(
        require={"wp-plugin/tea": "*"}, config={"platform": {"php": "8.0.30"}}
    )

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/tea": "v1.0"}


def test_it_fails_where_there_is_no_such_package(project: Project) -> None:
    answer = project.update(require={"wp-plugin/nothing": "*"})

    assert answer.returncode == 2
    assert "wp-plugin/nothing" in answer.stderr


def test_a_closed_plugin_is_refused_in_words(project: Project) -> None:
    answer = project.update(require={"wp-plugin/shut": "*"})

    assert answer.returncode == 2
    assert f"require {MARKER} >=1 -> found {MARKER}[0.0.0]" in answer.stderr


@pytest.mark.parametrize("constraint", ["*", "1.1", "dev-trunk", "@dev"])
def test_no_version_of_a_closed_plugin_is_let_in(
    constraint: str, project: Project
) -> None:
    assert project.update(require={"wp-plugin/shut": constraint}).returncode == 2


def test_anyone_who_insists_gets_a_closed_plugin(project: Project) -> None:
    answer = project.update(require={"wp-plugin/shut": "*"}, provide={MARKER: "1"})

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/shut": "1.1"}
    assert project.locked()["wp-plugin/shut"]["abandoned"] is True


def test_a_project_that_has_locked_it_goes_on(
    tmp_path: Path, repositories: Repositories
) -> None:
    old = theme(KeptVersion("1.0", RELEASED), slug="quiet")
    project = Project(tmp_path, repositories.write("ours", plugin(slug="shut"), old))
    require = {"wp-plugin/shut": "*", "wp-theme/quiet": "*"}
    assert project.update(require=require).returncode == 0

    repositories.write("ours", SHUT, theme(slug="quiet"))
    answer = project.run("update", "--no-install", "wp-theme/quiet")

    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/shut": "1.1", "wp-theme/quiet": "1.1"}


@pytest.mark.parametrize("slug", ["shut", "lost"])
def test_no_lower_repository_gives_a_package_under_a_name_of_ours(
    slug: str, tmp_path: Path, ours: str, repositories: Repositories
) -> None:
    lower = repositories.write("lower", plugin(slug=slug))
    require = {f"wp-plugin/{slug}": "*"}

    assert Project(tmp_path, ours, lower).update(require=require).returncode == 2
    assert f"/ours/p2/wp-plugin/{slug}.json" in repositories.asked
    assert f"/lower/p2/wp-plugin/{slug}.json" not in repositories.asked


def test_a_lower_repository_gives_what_is_missing_in_ours(
    tmp_path: Path, ours: str, repositories: Repositories
) -> None:
    lower = repositories.write("lower", plugin(slug="missing"))
    project = Project(tmp_path, ours, lower)

    assert project.update(require={"wp-plugin/missing": "*"}).returncode == 0


def test_a_lower_repository_cannot_open_a_closed_plugin(
    tmp_path: Path, ours: str, repositories: Repositories
) -> None:
    opener = {"name": MARKER, "version": "1.0", "type": "metapackage"}
    lower = {"type": "package", "package": opener}
    project = Project(tmp_path, ours)
    project.settings["repositories"].append(lower)

    answer = project.update(require={"wp-plugin/shut": "*"})

    assert answer.returncode == 2
    assert "higher repository priority" in " ".join(answer.stderr.split())


def test_it_reads_a_package_with_every_version_that_we_keep(
    tmp_path: Path, repositories: Repositories
) -> None:
    zips = {text: ADDRESSES.zip("plugin", "tea", text) for text in version_texts(1000)}
    history = History(now=datetime(2026, 11, 28, tzinfo=UTC))
    kept = version_list(Offer("plugin", "tea", zips), history, ADDRESSES).kept
    row = plugin(versions=as_json(kept))
    project = Project(tmp_path, repositories.write("ours", row))

    answer = project.update(
        require={"wp-plugin/tea": "*"}, **{"minimum-stability": "alpha"}
    )

    assert len(kept) > 100
    assert answer.returncode == 0, answer.stderr
    assert project.versions() == {"wp-plugin/tea": kept[0].version}
