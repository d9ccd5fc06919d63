"""The files of a build: every package's, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from packages.builds import files, plan, snapshot
from packages.builds.folders import make_folder
from packages.builds.index import entries
from packages.builds.layout import LIST_JSON, P2, PACKAGES_JSON
from packages.builds.manifest import read_manifest
from packages.builds.writing.chunk import Made, Site, WrongHash, make
from packages.builds.writing.lists import Lists
from packages.builds.writing.order import Order
from packages.builds.writing.workers import in_order
from packages.configuration import addresses
from packages.models.package import Vendor
from packages.progress import Progress
from packages.repository.packages_json import packages_json


@dataclass(kw_only=True)
class Outcome:
    packages: int = 0
    changed: int = 0
    removed: int = 0
    files: int = 2  # packages.json and list.json
    root_hash: str = ""
    packages_json_sha256: str = ""
    list_json_sha256: str = ""
    snapshot_run: int | None = None
    wrong_hashes: list[WrongHash] = field(default_factory=list)

    def add(self, made: Made) -> None:
        self.packages += len(made.index)
        self.changed += made.changed
        self.removed += made.removed
        self.files += made.files
        self.wrong_hashes += made.wrong_hashes

    def told(self) -> dict[str, Any]:
        """Return what the manifest says of it."""
        fields = asdict(self)
        del fields["wrong_hashes"]
        return fields


def write_tree(order: Order, progress: Progress) -> Outcome:
    """Write all files but the manifest, of the packages as they are at one moment."""
    outcome = Outcome()
    for vendor in Vendor.values:
        make_folder(order.folder / P2 / vendor)
    with snapshot.snapshot(), Lists(order.folder) as lists:
        outcome.snapshot_run = snapshot.last_run()
        for made in _made(order, progress):
            outcome.add(made)
            lists.add(made)
    outcome.root_hash = lists.index.hash.hexdigest()
    outcome.list_json_sha256 = lists.list.hash.hexdigest()
    _date_list(order, outcome)
    outcome.packages_json_sha256 = _write_packages_json(order)
    return outcome


def _made(order: Order, progress: Progress) -> Iterator[Made]:
    packages = snapshot.published(order.names)
    index = entries(order.previous) if order.previous else iter(())
    total, done = packages.count(), 0
    # Closed here: an interrupted build closes its connection before these rows go.
    with closing(snapshot.summaries(packages)) as summaries:
        tasks = plan.tasks(index, summaries, order.rule)
        for made in in_order(partial(make, _site(order)), tasks, order.processes):
            yield made
            done += len(made.index)
            progress(done, total)
    progress(total, total)  # a theme without versions is asked for, and isn't counted


def _site(order: Order) -> Site:
    return Site(
        folder=str(order.folder / P2),
        previous=str(order.previous / P2) if order.previous else "",
        addresses=addresses(),
        is_full=order.is_full,
    )


def _date_list(order: Order, outcome: Outcome) -> None:
    if previous := order.previous:
        before = read_manifest(previous).list_json_sha256
        files.set_time(
            str(order.folder / LIST_JSON),
            str(previous / LIST_JSON),
            is_same=before == outcome.list_json_sha256,
        )


def _write_packages_json(order: Order) -> str:
    content = packages_json(addresses())
    sha256 = files.sha256(content)
    previous = order.previous
    files.put(
        str(order.folder / PACKAGES_JSON),
        content,
        str(previous / PACKAGES_JSON) if previous else "",
        is_same=previous is not None
        and read_manifest(previous).packages_json_sha256 == sha256,
        is_anew=order.is_full,
    )
    return sha256
