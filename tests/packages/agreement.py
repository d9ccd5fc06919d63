"""Whether WordPress.org's directory, our database and our files say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.packages.machine import Machine
from tests.packages.wordpress_org import WordPressOrg

# Of directory.ODD_VERSIONS: two that Composer can't read, and one above the directory's.
NOT_OFFERED = {"latest", "0.1 alpha", "20100102"}


class Kept(NamedTuple):
    state: str
    versions: tuple[str, ...] = ()  # highest first


Directory = dict[str, Kept]  # by name


def listed(org: WordPressOrg, before: Directory) -> Directory:
    """Return what we should have of the directory; what it forgot is gone."""
    now = {
        f"wp-{each.package_type}/{each.slug}": Kept(each.state, _offered(each.versions))
        for each in org.packages.values()
    }
    gone = {name: kept._replace(state="gone") for name, kept in before.items()}
    return gone | now


def _offered(versions: list[str]) -> tuple[str, ...]:
    return tuple(text for text in reversed(versions) if text not in NOT_OFFERED)


def stored(machine: Machine) -> Directory:
    rows = machine.query(
        "SELECT vendor || '/' || slug, state, versions FROM packages_package"
    )
    return {name: Kept(state, _texts(json.loads(kept))) for name, state, kept in rows}


def served(folder: Path) -> Directory:
    """Return what the files of a build say, of all that there are."""
    documents = {
        f"{path.parent.name}/{path.stem}": json.loads(path.read_bytes())
        for path in folder.glob("p2/*/*.json")
        if not {"~", "."} & {*path.stem}
    }
    return {name: _said(name, document) for name, document in documents.items()}


def _said(name: str, document: dict[str, Any]) -> Kept:
    entries = document["packages"][name]
    if not entries:
        return Kept("gone")
    if "filter" not in document:
        return Kept("open", _texts(entries))
    [reason] = document["filter"]["wordpress-closed"]
    for_good = " for good" in reason["reason"]
    return Kept("closed_for_good" if for_good else "closed", _texts(entries))


def _texts(entries: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(entry["version"] for entry in entries)


def names_of(directory: Directory, state: str) -> list[str]:
    return sorted(name for name, kept in directory.items() if kept.state == state)


def is_stored(machine: Machine, directory: Directory) -> None:
    assert _differences(stored(machine), directory) == {}


def is_served(folder: Path, directory: Directory) -> None:
    files = {name: _without_gone(kept) for name, kept in directory.items()}
    assert _differences(served(folder), files) == {}
    assert len(_files(folder)) == 2 + sum(map(_number_of_files, files.items()))
    names = json.loads((folder / "list.json").read_bytes())["packageNames"]
    assert names == names_of(directory, "open")


def differing_files(old: Path, new: Path) -> set[str]:
    """Return the names below `p2/` of files that one build hasn't, or has otherwise."""
    before, after = _files(old), _files(new)
    return {
        str(path.relative_to("p2").with_suffix(""))
        for path in before.keys() | after.keys()
        if path.parts[0] == "p2" and before.get(path) != after.get(path)
    }


def _without_gone(kept: Kept) -> Kept:
    return Kept("gone") if kept.state == "gone" else kept


def _number_of_files(package: tuple[str, Kept]) -> int:
    name, kept = package
    if kept.state == "gone":
        return 1
    return 1 + name.startswith("wp-plugin/") + kept.state.startswith("closed")


def _files(folder: Path) -> dict[Path, bytes]:
    """Return what is for everybody to read."""
    paths = [*folder.glob("*s*.json"), *folder.glob("p2/*/*.json")]
    return {
        path.relative_to(folder): path.read_bytes()
        for path in paths
        if path.name != "manifest.json"
    }


def _differences(found: Directory, right: Directory) -> dict[str, Any]:
    """A comparison of the whole would show nothing among so many."""
    return {
        name: (found.get(name), right.get(name))
        for name in found.keys() | right.keys()
        if found.get(name) != right.get(name)
    }
