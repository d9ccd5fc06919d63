"""Tests what a build's folder holds."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import orjson
import pytest

from packages.builds.manifest import read_manifest
from packages.models import Build
from packages.models.package import State
from packages.repository.packages_json import packages_json
from tests.packages.builds import TEA, built, names, p2, package, tree
from tests.packages.generated import store_packages
from tests.packages.rows import ADDRESSES
from tests.packages.runs import new_run

pytestmark = [
    pytest.mark.django_db(databases=["packages"]),
    pytest.mark.usefixtures("storage"),
]

MARKER = "wp-plugin/tea.closed-on-wordpress.org.json"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_without_packages_the_folder_is_a_repository_too() -> None:
    assert tree(built()) == {
        "index.jsonl": b"",
        "list.json": b'{"packageNames":[]}',
        "packages.json": packages_json(ADDRESSES),
    }


def test_each_package_has_its_files() -> None:
    for name in ("restart/ours", "wp-plugin/tea", "wp-plugin/tea-2", "wp-theme/tea"):
        package(name)

    assert names(built()) == [
        "restart/ours.json",
        "wp-plugin/tea-2.json",
        "wp-plugin/tea-2~dev.json",
        "wp-plugin/tea.json",
        "wp-plugin/tea~dev.json",
        "wp-theme/tea.json",
    ]


def test_composers_list_has_the_open_ones_by_name() -> None:
    for name in ("wp-theme/tea", "wp-plugin/tea", "wp-plugin/cake", "restart/ours"):
        package(name)
    package("wp-plugin/shut", state=State.CLOSED)

    assert orjson.loads((built() / "list.json").read_bytes()) == {
        "packageNames": [
            *("restart/ours", "wp-plugin/cake", "wp-plugin/tea", "wp-theme/tea"),
        ]
    }


def test_a_closed_package_has_its_marker_and_a_gone_one_keeps_its_name() -> None:
    package(state=State.CLOSED)
    package("wp-plugin/lost", state=State.GONE)
    folder = built()

    assert names(folder) == [
        "wp-plugin/lost.json",
        MARKER,
        "wp-plugin/tea.json",
        "wp-plugin/tea~dev.json",
    ]
    assert p2(folder, "wp-plugin/lost.json") == {"packages": {"wp-plugin/lost": []}}


@pytest.mark.parametrize("state", [State.NEW, State.CLOSED, State.GONE])
def test_what_was_never_open_here_has_no_file(state: State) -> None:
    package(state=state, first_open_at=None)
    folder = built()

    assert names(folder) == []
    assert read_manifest(folder).packages == 0


def test_a_theme_without_versions_is_not_counted() -> None:
    package("wp-theme/empty", versions="[]")
    folder = built()

    assert names(folder) == []
    assert (folder / "list.json").read_bytes() == b'{"packageNames":[]}'
    assert read_manifest(folder).packages == 0


def test_the_index_has_the_hash_of_every_file() -> None:
    shut = package(state=State.CLOSED)
    theme = package("wp-theme/tea")
    folder = built()
    plugin = folder / "p2/wp-plugin"
    lines = (folder / "index.jsonl").read_bytes().splitlines()

    assert [orjson.loads(line) for line in lines] == [
        [
            *(TEA, shut.input_hash, sha256(plugin / "tea.json")),
            *(sha256(plugin / "tea~dev.json"), sha256(folder / "p2" / MARKER)),
        ],
        [
            *("wp-theme/tea", theme.input_hash),
            *(sha256(folder / "p2/wp-theme/tea.json"), None, None),
        ],
    ]


def test_the_manifest_says_what_is_in_it() -> None:
    stored = new_run("build")
    package(sync_run=stored)
    package("wp-theme/tea", sync_run=new_run("build"))
    folder = built()
    manifest, row = read_manifest(folder), Build.objects.get()

    assert manifest.id == folder.name == row.id
    assert (manifest.packages, manifest.changed, manifest.removed) == (2, 2, 0)
    assert manifest.files == len(tree(folder)) - 1  # the index isn't served
    served = {**tree(folder), "index.jsonl": b""}
    assert manifest.bytes == sum(map(len, served.values()))
    assert manifest.root_hash == sha256(folder / "index.jsonl")
    assert manifest.packages_json_sha256 == sha256(folder / "packages.json")
    assert manifest.list_json_sha256 == sha256(folder / "list.json")
    assert manifest.snapshot_run == stored.pk + 1
    assert (manifest.previous, manifest.rollback_of, manifest.partial) == (
        "",
        "",
        False,
    )
    for name in ("packages", "changed", "files", "bytes", "root_hash", "snapshot_run"):
        assert getattr(row, name) == getattr(manifest, name)
    assert row.status == "completed"


def test_everyone_may_read_it_whatever_the_umask() -> None:
    package()
    before = os.umask(0o077)
    try:
        folder = built()
    finally:
        os.umask(before)

    for path in (folder, *folder.parents[:2], *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_one_process_and_three_build_the_same() -> None:
    store_packages(1000)
    alone, together = built(processes=1), built(processes=3, full=True)

    assert tree(alone) == tree(together)
    assert read_manifest(alone).root_hash == read_manifest(together).root_hash
    assert read_manifest(together).changed == 0


def test_a_second_that_is_taken_waits_for_the_next() -> None:
    ids = [built().name for _ in range(3)]

    assert len({*ids}) == 3
    assert ids == sorted(ids)


def test_progress_is_told_up_to_the_last_package() -> None:
    store_packages(600)
    package("wp-theme/empty", versions="[]")
    told: list[tuple[int, int]] = []
    built(progress=lambda done, total: told.append((done, total)))

    assert told == [(250, 601), (500, 601), (600, 601), (601, 601)]
