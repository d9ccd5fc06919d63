"""Tests that a build writes what changed since the previous one, and links the rest."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django
from django.db import connections
from django.test.utils import CaptureQueriesContext

from packages.builds.build import newest_build
from packages.builds.manifest import read_manifest
from packages.builds.rows import PART, mend_hashes
from packages.builds.writing.chunk import WrongHash
from packages.exceptions import PackagesError
from packages.models import Build, Package
from packages.models.package import State
from tests.packages.builds import built, changed, p2, package, tree
from tests.packages.generated import store_packages

pytestmark = [
    pytest.mark.django_db(databases=["packages"]),
    pytest.mark.usefixtures("storage"),
]

TEA = "p2/wp-plugin/tea.json"
TEA_DEV = "p2/wp-plugin/tea~dev.json"
CAKE = "p2/wp-plugin/cake.json"
NEWS = {"description": "Two cups."}


@pytest.fixture
def tea() -> Package:
    package("wp-plugin/cake")
    return package("wp-plugin/tea")


@pytest.fixture
def other_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:  # noqa: S108
        yield Path(folder)


def is_same(path: str, *builds: Path) -> bool:
    """Tell whether a path is one file in two builds, not a copy of it."""
    one, other = ((build / path).stat() for build in builds)
    return (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)


def seconds(file: Path) -> int:
    """Return its time as HTTP tells it."""
    return int(file.stat().st_mtime)


def counts(folder: Path) -> tuple[int, int, int]:
    manifest = read_manifest(folder)
    return manifest.packages, manifest.changed, manifest.removed


def test_what_did_not_change_is_linked(tea: Package) -> None:
    before = built()
    changed(tea, **NEWS)
    after = built()

    assert is_same(CAKE, before, after)
    assert is_same("packages.json", before, after)
    assert not is_same(TEA, before, after)
    assert b"Two cups." in (after / TEA).read_bytes()
    assert b"Two cups." not in (before / TEA).read_bytes()
    assert read_manifest(after).previous == before.name
    assert counts(after) == (2, 1, 0)


def test_a_file_that_became_the_same_again_is_linked(tea: Package) -> None:
    before = built()
    changed(tea, trunk_revision=8)  # trunk is in ~dev alone
    after = built()

    assert is_same(TEA, before, after)
    assert not is_same(TEA_DEV, before, after)
    assert counts(after) == (2, 1, 0)


def test_nothing_changed(tea: Package) -> None:
    before, after = built(), built()

    assert tree(before) == tree(after)
    assert is_same(TEA, before, after)
    assert seconds(before / "list.json") == seconds(after / "list.json")
    assert counts(after) == (2, 0, 0)


def test_what_is_there_no_more_is_removed(tea: Package) -> None:
    built()
    tea.delete()
    after = built()

    assert not (after / TEA).exists()
    assert b"tea" not in (after / "list.json").read_bytes()
    assert counts(after) == (1, 0, 1)


def test_a_package_that_is_closed_changes(tea: Package) -> None:
    before = built()
    changed(tea, state=State.CLOSED)
    after = built()

    assert p2(after, "wp-plugin/tea.json")["filter"]
    assert b"tea" not in (after / "list.json").read_bytes()
    assert b"tea" in (before / "list.json").read_bytes()
    assert counts(after) == (2, 1, 0)


def test_a_change_has_another_second_however_soon_it_comes(tea: Package) -> None:
    before = built()
    for path in (TEA, TEA_DEV, "list.json", "packages.json", CAKE):
        os.utime(before / path, (4_000_000_000, 4_000_000_000.5))  # a clock that errs
    changed(tea, state=State.CLOSED)
    after = built()

    for path in (TEA, TEA_DEV, "list.json"):
        assert (after / path).stat().st_mtime >= (before / path).stat().st_mtime + 1
    for path in ("packages.json", CAKE):
        assert (after / path).stat().st_mtime == (before / path).stat().st_mtime


def test_a_change_is_dated_by_the_clock(tea: Package) -> None:
    before = built()
    os.utime(before / TEA, (1_000_000_000, 1_000_000_000))
    changed(tea, **NEWS)

    assert (built() / TEA).stat().st_mtime > 1_700_000_000


def test_another_setting_writes_everything(
    tea: Package, settings: pytest_django.Settings
) -> None:
    before = built()
    settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = "https://svn.example.org"
    after = built()

    assert b"svn.example.org" in (after / TEA).read_bytes()
    assert counts(after) == (2, 2, 0)
    assert is_same("packages.json", before, after)  # it doesn't tell this one


def test_full_trusts_neither_old_files_nor_stored_hashes(tea: Package) -> None:
    before = built()
    whole = tree(before)
    (before / TEA).write_bytes(b"damaged")
    os.utime(before / TEA, (1_800_000_000, 1_800_000_000))
    right = tea.input_hash
    Package.objects.filter(pk=tea.pk).update(input_hash="f" * 64)
    after = built(full=True)

    assert tree(after) == whole
    assert not is_same(CAKE, before, after)
    assert counts(after) == (2, 0, 0)
    assert (after / TEA).stat().st_mtime == 1_800_000_000  # the bytes are as they were
    tea.refresh_from_db()
    assert tea.input_hash == right
    assert counts(built()) == (2, 0, 0)


def test_many_hashes_are_mended_in_parts_that_writers_can_wait_for(
    tea: Package,
) -> None:
    right = tea.input_hash
    Package.objects.filter(pk=tea.pk).update(input_hash="f" * 64)
    unknown = [WrongHash(f"wp-plugin/{n}", "f" * 64, "e" * 64) for n in range(PART)]

    with CaptureQueriesContext(connections["packages"]) as queries:
        mend_hashes([*unknown, WrongHash(tea.name, "f" * 64, right)])

    tea.refresh_from_db()
    assert tea.input_hash == right
    transactions = [sql for sql in queries if sql["sql"].startswith("SAVEPOINT")]
    assert len(transactions) == 2


def test_where_links_do_not_work_files_are_copied(
    tea: Package, other_disk: Path
) -> None:
    before = built()
    moved = other_disk / before.name
    shutil.copytree(before, moved)
    shutil.rmtree(before)
    before.symlink_to(moved)
    assert moved.stat().st_dev != before.parent.stat().st_dev, "not another disk"
    changed(tea, **NEWS)
    after = built()

    assert not is_same(CAKE, before, after)
    assert (after / CAKE).read_bytes() == (before / CAKE).read_bytes()
    assert (after / CAKE).stat().st_mtime_ns == (before / CAKE).stat().st_mtime_ns
    assert counts(after) == (2, 1, 0)
    assert tree(after) == tree(built(full=True))


def test_a_previous_build_that_is_damaged_is_passed_over(tea: Package) -> None:
    oldest, older, newest = built(), built(), built()
    (newest / "index.jsonl").write_bytes(b"")
    (older / "manifest.json").write_bytes(b"{}")

    assert newest_build() == oldest
    assert read_manifest(built()).previous == oldest.name


def test_a_file_that_went_from_the_previous_build_is_missed(tea: Package) -> None:
    before = built()
    (before / TEA).unlink()
    (before / "p2/wp-plugin/stray.json").touch()  # so that the number is right
    with pytest.raises(PackagesError, match="build --full") as failed:
        built()

    assert TEA in str(failed.value)
    assert [*before.parent.iterdir()] == [before]
    assert Build.objects.latest("pk").status == "failed"
    assert tree(built(full=True)).keys() == {*tree(before), TEA} - {
        "p2/wp-plugin/stray.json"
    }


def test_some_of_many_change(tea: Package) -> None:
    store_packages(700)
    built(processes=2)
    for one in Package.objects.all()[::70]:
        changed(one, **NEWS)
    after = built(processes=2)

    assert counts(after) == (702, 11, 0)
    assert tree(after) == tree(built(full=True))
