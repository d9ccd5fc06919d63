"""Tests which names Composer can name."""

from __future__ import annotations

import pytest

from packages.wordpress_org.names import is_package_name


@pytest.mark.parametrize(
    "name",
    ["tea", "a", "0", "tea-for-two", "tea--two", "tea_two", "3d-tea", "x" * 200],
)
def test_composer_can_name_it(name: str) -> None:
    assert is_package_name(name)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Tea", "tea.two", "tea---two", "tea__two", "tea_-two", "-tea", "tea-"),
        *("tea two", "tea/two", "..", ".", "tea%2f..", "%2e%2e", "tea%00", "tea\n"),
        *("té", "ｔｅａ", "tea~dev", "tea?", "x" * 201, "%ff"),
    ],
)
def test_composer_cannot_name_it(text: str) -> None:
    assert not is_package_name(text)
