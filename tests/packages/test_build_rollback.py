"""Tests of a build that has what an older one had: nothing that was closed since comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import pytest_django

from packages.builds.build import rollback_build
from packages.builds.integrity import BrokenBuild
from packages.builds.manifest import read_manifest
from packages.models import Build
from packages.models.package import State
from tests.packages.builds import built, changed, folder, names, package, tree
from tests.packages.runs import new_run, untold

pytestmark = [
    pytest.mark.django_db(databases=["packages"]),
    pytest.mark.usefixtures("storage"),
]

TEA = "p2/wp-plugin/tea.json"
CAKE = "p2/wp-plugin/cake.json"
OURS = "p2/restart/ours.json"


def rolled_back(to: Path) -> Path:
    return folder(
        rollback_build(new_run("build"), to.name, processes=1, progress=untold)
    )


def test_what_is_open_is_as_it_was() -> None:
    tea = package()
    before = built()
    changed(tea, description="Bad.")
    built()
    after = rolled_back(before)
    manifest, row = read_manifest(after), Build.objects.latest("pk")

    assert tree(after) == tree(before)
    assert os.path.samefile(after / TEA, before / TEA)
    assert manifest.rollback_of == row.rollback_of == before.name
    assert after.name > before.name


def test_what_was_closed_since_stays_closed() -> None:
    tea = package()
    package("wp-plugin/cake")
    before = built()
    changed(tea, state=State.CLOSED)
    now = built()
    after = rolled_back(before)

    assert (after / TEA).read_bytes() == (now / TEA).read_bytes()
    assert b'"abandoned":true' in (after / TEA).read_bytes()
    assert b"tea" not in (after / "list.json").read_bytes()
    assert os.path.samefile(after / CAKE, before / CAKE)


def test_our_own_are_as_they_are_now() -> None:
    ours = package("restart/ours")
    before = built()
    changed(ours, description="New.")
    now = built()

    assert (rolled_back(before) / OURS).read_bytes() == (now / OURS).read_bytes()


def test_what_was_opened_since_is_not_in_it_but_what_was_closed_is() -> None:
    package()
    before = built()
    package("wp-plugin/new")
    package("wp-plugin/shut", state=State.CLOSED)

    assert names(rolled_back(before)) == [
        "wp-plugin/shut.closed-on-wordpress.org.json",
        "wp-plugin/shut.json",
        "wp-plugin/shut~dev.json",
        "wp-plugin/tea.json",
        "wp-plugin/tea~dev.json",
    ]


def test_the_next_build_is_as_packages_are_now() -> None:
    tea = package()
    before = built()
    changed(tea, description="Better.")
    now = built()
    rolled_back(before)

    assert tree(built()) == tree(now)


def test_the_next_build_knows_that_settings_were_others(
    settings: pytest_django.Settings,
) -> None:
    package()
    before = built()
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = "https://svn.example.org"
    now = built()
    rolled_back(before)

    assert tree(built()) == tree(now)


def test_a_damaged_build_is_refused() -> None:
    before = built()
    (before / "index.jsonl").write_bytes(b"[]")
    with pytest.raises(BrokenBuild, match="isn't the one that was built"):
        rolled_back(before)

    assert Build.objects.count() == 1
