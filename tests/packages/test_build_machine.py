"""Packages open, close, change in any order: what is built from the last build is what is built anew."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from packages.builds.build import inputs, rule_after
from packages.builds.index import entries
from packages.builds.integrity import verify
from packages.builds.manifest import Manifest
from packages.builds.writing.order import Order
from packages.builds.writing.write import write_build
from packages.models import Package
from packages.models.package import State
from packages.versions.version_list import KeptVersion, as_json, from_json
from tests.packages.builds import changed, package, tree
from tests.packages.runs import untold
from tests.stress import rounds

NAMES = st.sampled_from(
    [
        *("restart/ours", "wp-plugin/a", "wp-plugin/a-b", "wp-plugin/a_b"),
        *("wp-plugin/ab", "wp-plugin/z", "wp-theme/a", "wp-theme/z"),
    ]
)
SHUT = st.sampled_from([State.CLOSED, State.CLOSED_FOR_GOOD, State.GONE])
HOSTS = st.sampled_from(["https://svn.example.org", "https://svn.example.com"])
SETTINGS = settings(
    max_examples=rounds(short=15, full=300),
    stateful_step_count=20,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.stress
@pytest.mark.django_db(databases=["packages"])
def test_a_build_from_the_last_one_is_a_build_from_nothing(
    tmp_path: Path, settings: pytest_django.Settings
) -> None:
    machine: Any = lambda: BuildMachine(tmp_path, settings)  # noqa: E731  # its type says a class
    run_state_machine_as_test(machine, settings=SETTINGS)


class BuildMachine(RuleBasedStateMachine):
    def __init__(self, folder: Path, settings: pytest_django.Settings) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=folder))
        self.settings = settings
        self.set("https://plugins.svn.wordpress.org")
        self.number = 0
        self.last: Path | None = None
        Package.objects.all().delete()

    @rule(name=NAMES)
    def open(self, name: str) -> None:
        if found := self._found(name):
            changed(found, state=State.OPEN)
        else:
            package(name)

    @rule(name=NAMES)
    def discover(self, name: str) -> None:
        if not self._found(name):
            package(name, state=State.NEW, first_open_at=None)

    @rule(name=NAMES, state=SHUT)
    def close(self, name: str, state: State) -> None:
        if found := self._found(name):
            changed(found, state=state)

    @rule(name=NAMES)
    def release(self, name: str) -> None:
        if found := self._found(name):
            kept = from_json(found.versions)
            newest = KeptVersion(f"{len(kept) + 1}.5", "2026-03-02T03:04:05+00:00")
            changed(found, versions=as_json([newest, *kept]))

    @rule(name=NAMES)
    def drop_all_versions(self, name: str) -> None:
        if found := self._found(name):
            changed(found, versions="[]")

    @rule(name=NAMES, text=st.sampled_from(["", "One.", "Two."]))
    def describe(self, name: str, text: str) -> None:
        if found := self._found(name):
            changed(found, description=text)

    @rule(name=NAMES, revision=st.integers(1, 3))
    def commit_to_trunk(self, name: str, revision: int) -> None:
        if found := self._found(name):
            changed(found, trunk_revision=revision)

    @rule(name=NAMES, year=st.integers(2020, 2022))
    def learn_history(self, name: str, year: int) -> None:
        if found := self._found(name):
            kept = from_json(found.versions)
            time = f"{year}-01-02T03:04:05+00:00"
            changed(found, versions=as_json([one._replace(time=time) for one in kept]))

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        if found := self._found(name):
            found.delete()

    @rule(host=HOSTS)
    def set(self, host: str) -> None:
        self.settings.PACKAGES_WORDPRESS_ORG_PLUGINS_SVN = host

    @rule()
    def change_nothing(self) -> None:
        pass

    @invariant()
    def builds_are_equal(self) -> None:
        self.number += 1
        anew = self._built("anew", previous=None)
        after = self._built(str(self.number), previous=self.last)
        whole = tree(self.folder / str(self.number))

        assert whole == tree(self.folder / "anew")
        assert anew.root_hash == after.root_hash
        assert (anew.packages, anew.files) == (after.packages, after.files)
        assert verify(self.folder / str(self.number), untold) == after
        if self.last:
            self._is_after(self.last, self.folder / str(self.number), after)
            shutil.rmtree(self.last)
        shutil.rmtree(self.folder / "anew")
        self.last = self.folder / str(self.number)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _built(self, name: str, previous: Path | None) -> Manifest:
        order = Order(
            id=name,
            folder=self.folder / name,
            inputs=inputs(),
            previous=previous,
            rule=rule_after(previous),
        )
        return write_build(order, untold)

    def _is_after(self, last: Path, now: Path, manifest: Manifest) -> None:
        """Files that are as they were are one file; others have a later second."""
        before, after = tree(last), tree(now)
        for path in before.keys() & after.keys() - {"index.jsonl"}:
            old, new = (last / path).stat(), (now / path).stat()
            if before[path] != after[path]:
                assert new.st_mtime_ns >= old.st_mtime_ns + 10**9, path
            else:
                assert new.st_mtime_ns == old.st_mtime_ns, path
                assert path == "list.json" or new.st_ino == old.st_ino, path
        olds = {entry.name: entry[2:] for entry in entries(last)}
        news = {entry.name: entry[2:] for entry in entries(now)}
        assert manifest.removed == len(olds.keys() - news.keys())
        assert manifest.changed == sum(olds.get(name) != news[name] for name in news)

    def _found(self, name: str) -> Package | None:
        return Package.objects.named(name).first()
