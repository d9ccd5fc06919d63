"""Tests that a row's hash covers what reaches its files, and the settings' hash the rest."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from packages.addresses import Addresses
from packages.repository.row import PackageRow, input_hash, settings_hash
from tests.packages.reading import made
from tests.packages.rows import ADDRESSES, EARLIER, plugin


def other_values() -> list[tuple[str, Any]]:
    return [
        ("vendor", "wp-theme"),
        ("slug", "coffee"),
        ("type", "theme"),
        ("state", "closed_for_good"),
        ("versions", "[]"),
        ("description", "x"),
        ("author", "Bob"),
        ("homepage", "https://b.example"),
        ("trunk_revision", 8),
        ("last_updated", EARLIER),
        ("first_open_at", ""),
        ("closed_on", "2025-03-02"),
        ("closed_reason", "x"),
    ]


@pytest.mark.parametrize(("name", "value"), other_values())
def test_every_field_of_a_row_reaches_the_files_and_the_hash(
    name: str, value: object
) -> None:
    before = plugin(state="closed", closed_on="2025-03-01", closed_reason="Spam")
    after = replace(before, **{name: value})  # type: ignore[arg-type]

    assert made(after) != made(before)
    assert input_hash(after) != input_hash(before)
    assert input_hash(before) == input_hash(replace(before))


def test_no_field_of_a_row_is_forgotten() -> None:
    assert [name for name, _ in other_values()] == [f.name for f in fields(PackageRow)]


@pytest.mark.parametrize("name", [field.name for field in fields(Addresses)])
def test_every_address_has_a_part_in_the_hash_of_the_settings(name: str) -> None:
    other = replace(ADDRESSES, **{name: "https://mirror.example"})

    assert settings_hash(other) != settings_hash(ADDRESSES)
    assert settings_hash(replace(ADDRESSES)) == settings_hash(ADDRESSES)
