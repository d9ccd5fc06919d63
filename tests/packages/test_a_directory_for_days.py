"""A test of a whole directory: it is fetched, built and served, and lives on for two days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.packages.agreement import (
    Directory,
    differing_files,
    is_served,
    is_stored,
    listed,
    names_of,
)
from tests.packages.composer import Project
from tests.packages.directory import Listed
from tests.packages.machine import Machine
from tests.packages.wordpress_org import WordPressOrg
from tests.stress import rounds

THOUSANDS = rounds(short=1, full=70)
PLUGINS, THEMES = 860 * THOUSANDS, 140 * THOUSANDS
SVN = ("pipeline", "--discover-source", "svn")
MOST_TOLD = 100  # installations of a request


class World:
    """The directory, a machine that follows it, and what we should have of it."""

    def __init__(self, machine: Machine, org: WordPressOrg, url: str) -> None:
        self.machine, self.org, self.url = machine, org, url
        self.directory: Directory = {}
        self.plugins = org.generate(plugins=PLUGINS)
        self.themes = org.generate(themes=THEMES)

    def run(self, *arguments: str) -> str:
        process = self.machine.manage(*arguments)
        assert process.returncode == 0, process.stderr
        return process.stdout

    def look(self) -> Directory:
        """Return the directory as it is now."""
        self.directory = listed(self.org, self.directory)
        return self.directory

    def some_plugins(self, first: int, number: int) -> list[Listed]:
        return self.plugins[first * THOUSANDS : (first + number) * THOUSANDS]

    @property
    def current(self) -> Path:
        return (self.machine.repository / "current").resolve(strict=True)

    def steps(self) -> dict[str, dict[str, int]]:
        """Return what each step of the last pipeline has counted."""
        [(steps,)] = self.machine.query(
            "SELECT steps FROM packages_run WHERE command = 'pipeline' "
            "ORDER BY id DESC LIMIT 1"
        )
        return {step["name"]: step["counters"] for step in json.loads(steps)}

    def get(self, path: str) -> Any:
        response = requests.get(f"{self.url}/{path}", timeout=60)
        assert response.status_code == 200, response.text
        return response.json()

    def hours_pass(self) -> None:
        """Nobody is asked about a package twice within 15 minutes."""
        self.machine.query(
            "UPDATE packages_package SET asked_at = datetime(asked_at, '-3 hours'), "
            "synced_at = datetime(synced_at, '-3 hours'), "
            "changed_at = datetime(changed_at, '-3 hours')"
        )


@pytest.fixture
def world(tmp_path: Path, machine: Machine) -> Iterator[World]:
    with WordPressOrg() as org:
        gunicorn = Gunicorn(machine.settings)
        try:
            url = f"{gunicorn.url}/packages"
            addresses = {"PACKAGES_URL": url, "PACKAGES_METADATA_URL": url}
            machine.environment |= org.environment() | addresses
            yield World(machine, org, url)
        finally:
            gunicorn.stop()


@pytest.mark.stress
@pytest.mark.timeout(rounds(short=900, full=7200))
def test_a_directory_is_followed_for_days(world: World, tmp_path: Path) -> None:
    project = Project(tmp_path, world.url)
    it_is_fetched(world)
    it_is_built_and_served(world)
    installations_are_told(world)
    a_day_of_changes(world, project)
    some_are_opened_again(world, project)
    what_was_served_before_is_served_again(world, project)


def it_is_fetched(world: World) -> None:
    number = PLUGINS + THEMES
    assert world.run("discover", "--source", "svn") == f"{number:,} new.\n"
    directory = world.look()
    new = {
        name: kept._replace(state="new", versions=())
        for name, kept in directory.items()
    }
    is_stored(world.machine, new)

    said = world.run("update")

    assert said == f"{number:,} asked, {number:,} changed.\n"
    asked = [each.slug for each in world.org.received if "/info/" in each.path]
    assert sorted(asked) == sorted(slug for _, slug in world.org.packages)
    is_stored(world.machine, directory)


def it_is_built_and_served(world: World) -> None:
    number, files = PLUGINS + THEMES, 2 + 2 * PLUGINS + THEMES

    built = world.run("build")
    assert f": {number} packages ({number} changed, 0 removed), {files} files" in built
    said = world.run("deploy")
    assert f"{number} packages, {files - 2} files changed." in said

    is_served(world.current, world.directory)
    health = world.get("health")
    assert health["build"]["packages"] == number
    assert health["packages"] == {
        "wp-plugin": {"open": PLUGINS},
        "wp-theme": {"open": THEMES},
    }
    themes = [name for name in sorted(world.directory) if "wp-theme/" in name]
    assert world.get("list.json?filter=wp-theme/*") == {"packageNames": themes}


def installations_are_told(world: World) -> None:
    told = sorted(world.directory)[:MOST_TOLD]
    downloads = [
        {"name": name, "version": f"{world.directory[name].versions[0]}.0.0"}
        for name in told
    ]
    body = {"downloads": downloads}
    requests.post(f"{world.url}/downloads", json=body, timeout=60)
    world.run("aggregate_installs")

    counted = world.machine.query(
        "SELECT vendor || '/' || slug FROM packages_package "
        "WHERE installs_total = 1 AND installs_30d = 1 ORDER BY 1"
    )
    assert [name for (name,) in counted] == told
    [(months,)] = world.machine.query("SELECT SUM(installs) FROM packages_installmonth")
    assert months == MOST_TOLD


def a_day_of_changes(world: World, project: Project) -> None:
    before, since = world.current, world.get("metadata/changes.json")["timestamp"]
    trunks = authors_work(world)
    some_are_closed(world)
    said = world.run("check_status", "--all")
    assert f"{PLUGINS + THEMES:,} asked" in said
    for number, name in [(15, "closed"), (3, "closed for good"), (6, "gone")]:
        assert f", {number * THOUSANDS:,} {name}" in said
    world.hours_pass()

    world.run(*SVN)

    counted = world.steps()
    assert counted["discover"]["new"] == 10 * THOUSANDS
    assert counted["update"]["asked"] == (30 + 40 + 10) * THOUSANDS
    assert counted["build"]["packages"] == PLUGINS + THEMES + 10 * THOUSANDS
    assert counted["build"]["changed"] == (30 + 40 + 24 + 10) * THOUSANDS
    assert counted["build"]["removed"] == 0
    is_stored(world.machine, world.look())
    is_served(world.current, world.directory)
    trunks_are_served(world, trunks)
    mirrors_are_told(world, before, since)
    composer_resolves(world, project, {0: "9.0", -1: world.plugins[-1].version})
    composer_is_refused(world, project)


def mirrors_are_told(world: World, before: Path, since: int) -> None:
    changed = differing_files(before, world.current)
    assert world.steps()["deploy"]["changed_files"] == len(changed)
    told = world.get(f"metadata/changes.json?since={since}")["actions"]
    assert sorted(action["package"] for action in told) == sorted(changed)


def authors_work(world: World) -> dict[str, int]:
    """30 in a thousand are released, 10 new, 40 committed to: their last revisions are returned."""
    org = world.org
    for package in [*world.some_plugins(0, 20), *world.themes[: 10 * THOUSANDS]]:
        org.release(package.package_type, package.slug, "9.0")
    org.generate(plugins=10 * THOUSANDS)
    return {
        package.slug: org.commit("plugin", package.slug)
        for package in world.some_plugins(20, 40)
    }


def some_are_closed(world: World) -> None:
    """24 in a thousand: 15 for a while, 3 for good, 6 are forgotten."""
    for package in world.some_plugins(60, 15):
        world.org.close("plugin", package.slug)
    for package in world.some_plugins(75, 3):
        world.org.close("plugin", package.slug, for_good=True)
    for package in world.some_plugins(78, 6):
        world.org.remove("plugin", package.slug)


def trunks_are_served(world: World, trunks: dict[str, int]) -> None:
    for slug, revision in trunks.items():
        name = f"wp-plugin/{slug}"
        document = json.loads((world.current / f"p2/{name}~dev.json").read_bytes())
        [entry] = document["packages"][name]
        assert entry["source"]["reference"] == f"trunk@{revision}"


def composer_resolves(world: World, project: Project, expected: dict[int, str]) -> None:
    """Composer gets these versions; keys are indexes of plugins."""
    names = {f"wp-plugin/{world.plugins[index].slug}": index for index in expected}
    resolved = project.update(require=dict.fromkeys(names, "*"))
    assert resolved.returncode == 0, resolved.stderr
    versions = {name: expected[index] for name, index in names.items()}
    assert project.versions() == versions


def composer_is_refused(world: World, project: Project) -> None:
    """Nobody new gets what isn't open any more, and everybody may read what that is."""
    for state in ("closed", "closed_for_good", "gone"):
        refused = project.update(require={names_of(world.directory, state)[-1]: "*"})
        assert refused.returncode == 2
    assert len(world.get("closed.json")) == _not_open(world.directory)


def _not_open(directory: Directory) -> int:
    return len(directory) - len(names_of(directory, "open"))


def some_are_opened_again(world: World, project: Project) -> None:
    """On the second day eight are open again, and what was released is released once more."""
    for package in world.some_plugins(60, 8):
        world.org.reopen("plugin", package.slug)
    for package in world.some_plugins(0, 20):
        world.org.release("plugin", package.slug, "9.1")
    assert f", {8 * THOUSANDS} reopened" in world.run("check_status", "--all")
    world.hours_pass()

    world.run(*SVN)

    assert world.steps()["build"]["changed"] == 28 * THOUSANDS
    is_stored(world.machine, world.look())
    is_served(world.current, world.directory)
    opened = 60 * THOUSANDS
    versions = {0: "9.1", opened: world.plugins[opened].version}
    composer_resolves(world, project, versions)


def what_was_served_before_is_served_again(world: World, project: Project) -> None:
    """A rollback takes back what was released, nothing else; it is held until a deploy."""
    number = len(world.directory)
    newest = world.current
    world.run("deploy", "--rollback")
    released = {f"wp-plugin/{each.slug}" for each in world.some_plugins(0, 20)}
    before = {
        name: kept._replace(versions=kept.versions[name in released :])
        for name, kept in world.directory.items()
    }
    is_served(world.current, before)
    composer_resolves(world, project, {0: "9.0"})
    composer_is_refused(world, project)
    held = world.current
    world.org.release("plugin", world.plugins[-1].slug, "9.0")
    world.hours_pass()

    assert "Not served." in world.run(*SVN)

    assert world.current == held
    assert world.get("health")["build"]["held"] is True
    assert f"{number} packages, " in world.run("deploy")
    assert world.current != newest
    is_stored(world.machine, world.look())
    is_served(world.current, world.directory)
    composer_resolves(world, project, {0: "9.1", -1: "9.0"})
    assert "0 files changed" in world.run("deploy", "--verify")
