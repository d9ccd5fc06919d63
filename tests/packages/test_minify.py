"""Tests that Composer reads short lists of versions as the long ones; Composer itself is asked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packages.models.package import State
from packages.repository.entries import marker_entry, tagged_entries, trunk_entry
from packages.repository.minify import Entry, minify
from tests.packages.generated import generated
from tests.packages.oracle import Composer
from tests.packages.reading import entries as expanded
from tests.packages.reading import made
from tests.packages.rows import ADDRESSES

TEXTS = st.text(max_size=5).filter(lambda text: text != "__unset")
VALUES = (
    TEXTS
    | st.just(True)
    | st.dictionaries(st.sampled_from(["php", "url"]), TEXTS, min_size=1)
    | st.lists(st.dictionaries(st.just("name"), TEXTS, min_size=1), min_size=1)
)
KEYS = ["require", "time", "dist", "php", "authors"]
ENTRIES = st.lists(
    st.fixed_dictionaries({"version": TEXTS}, optional=dict.fromkeys(KEYS, VALUES)),
    max_size=6,
)


def test_each_entry_says_what_differs_from_the_one_before(composer: Composer) -> None:
    entries: list[Entry] = [
        {"name": "a/b", "version": "1.2", "require": {"php": ">=8"}, "time": "x"},
        {"name": "a/b", "version": "1.1", "time": "x"},
        {"name": "a/b", "version": "1.0", "require": {"php": ">=7"}, "time": "x"},
    ]

    assert minify(entries) == [
        entries[0],
        {"version": "1.1", "require": "__unset"},
        {"version": "1.0", "require": {"php": ">=7"}},
    ]
    assert composer.expand(minify(entries)) == entries
    assert composer.minify(entries) == minify(entries)


def test_one_entry_and_none_stay_as_they_are() -> None:
    assert minify([]) == []
    assert minify([{"version": "1.0"}]) == [{"version": "1.0"}]


def test_the_entries_themselves_are_left_alone() -> None:
    entries: list[Entry] = [{"version": "1.1", "time": "x"}, {"version": "1.0"}]

    minify(entries)

    assert entries == [{"version": "1.1", "time": "x"}, {"version": "1.0"}]


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(entries=ENTRIES)
def test_composer_expands_every_list_to_the_long_one(
    composer: Composer, entries: list[Entry]
) -> None:
    assert composer.expand(minify(entries)) == entries


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.CLOSED_FOR_GOOD])
def test_composer_expands_every_list_of_1000_packages(
    state: str, composer: Composer
) -> None:
    for package in generated(1000):
        package.state = state
        row = package.row()
        found, trunk = made(row), trunk_entry(row, ADDRESSES)

        assert expanded(found.tagged, composer) == tagged_entries(row, ADDRESSES)
        if trunk:
            assert expanded(found.dev, composer) == [trunk]
        if state != State.OPEN:
            assert expanded(found.marker, composer) == [marker_entry(row)]
