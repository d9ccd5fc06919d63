"""Tests that versions are read as Composer reads them; Composer itself is asked."""

from __future__ import annotations

import re

import pytest

from packages.versions.grammar import is_release, normal_form, stability
from tests.packages.oracle import Composer
from tests.packages.version_texts import version_texts

# The contract's table, packages.md §4: texts => normal form, stability.
TABLE = [
    (
        "1, 1.0, 1.0.0, v1.0, 1., 1.0-, 1.0-stable, 1.0-stable.1, 1.0+build5",
        "1.0.0.0",
        "stable",
    ),
    ("1.0-Stable", "1.0.0.0-stable", "stable"),
    ("1.0-p, 1.0-patch", "1.0.0.0-patch", "stable"),
    ("1.0-pl1, 1.0-p.1", "1.0.0.0-patch1", "stable"),
    (
        "1.0b2, 1.0-b2, 1.0_beta2, 1.0.beta2, 1.0-beta-2, 1.0-Beta2",
        "1.0.0.0-beta2",
        "beta",
    ),
    ("1.0a", "1.0.0.0-alpha", "alpha"),
    ("1.0.0-alpha1.2", "1.0.0.0-alpha1.2", "alpha"),
    ("1.0-rc2, 1.0RC2", "1.0.0.0-RC2", "RC"),
    ("1.0-dev, 1.0-DEV", "1.0.0.0-dev", "dev"),
    ("1.0-beta-dev", "1.0.0.0-beta-dev", "dev"),
    ("4.9.8-RC1-dev", "4.9.8.0-RC1-dev", "dev"),
    ("2010", "2010.0.0.0", "stable"),
    ("99999.1", "99999.1.0.0", "stable"),
    ("01.02", "01.02.0.0", "stable"),
    ("00", "00.0.0.0", "stable"),
    *(
        (text, text, "stable")
        for text in ("20100102", "20100102.1", "100000", "1234567", "201001021530")
    ),
    ("2018-03-08", "2018.03.08", "stable"),
    ("2024:01:15", "2024.01.15", "stable"),
    ("2018.03.08", "2018.03.08.0", "stable"),
    ("1.x-dev", "1.9999999.9999999.9999999-dev", "dev"),
    ("trunk", "dev-trunk", "dev"),
    ("master", "dev-master", "dev"),
]
INVALID = [
    *[
        "Trunk",
        "vtrunk",
        "vV1.0",
        "1.0.0.0.1",
        "1.0-dev1",
        "1.0-dev.1",
        "1.0-beta.",
        "3.1.0-free",
    ],
    *[
        "1.0f",
        "1.1(Beta)",
        "1.3..4",
        ".5",
        "08-03-2018",
        "2025r1",
        "1.x",
        "1.0#a",
        "١.0",
        "1.0-foo",
        "latest",
    ],
    "",
    "1.0 beta",
]
# Composer's semver 3.3.2 refuses them, 3.4.3 doesn't; here they are never valid.
NEWER_DATES = ["20240115.1.2", "1234567.0"]
NEWER_DATE = re.compile(r"[vV]?\d{4}([.:-]?\d{2}){1,6}([.:-]?\d{1,3}){2}", re.ASCII)
ROWS = [
    (text, normal, stable)
    for texts, normal, stable in TABLE
    for text in texts.split(", ")
]


@pytest.mark.parametrize(("text", "normal", "stable"), ROWS)
def test_reads_what_the_table_says(
    text: str, normal: str, stable: str, composer: Composer
) -> None:
    assert normal_form(text) == normal
    assert composer.normal_form(text) == normal
    assert stability(normal) == composer.stability(normal) == stable


@pytest.mark.parametrize("text", INVALID)
def test_refuses_what_composer_refuses(text: str, composer: Composer) -> None:
    assert normal_form(text) is None
    assert composer.normal_form(text) is None


@pytest.mark.parametrize("text", NEWER_DATES)
def test_refuses_what_only_a_newer_composer_reads(text: str) -> None:
    assert normal_form(text) is None


@pytest.mark.parametrize("text", ["1.x-dev", "trunk", "master", "dev-main", "latest"])
def test_a_branch_is_no_release(text: str) -> None:
    assert not is_release(text)


@pytest.mark.parametrize("text", ["1.0", "v1.0-beta", "20240115", "1.0-dev", "1.0+b5"])
def test_a_version_is_a_release(text: str) -> None:
    assert is_release(text)


def test_agrees_with_composer_on_5000_generated_texts(composer: Composer) -> None:
    texts = version_texts(5000)
    answers = {text: composer.normal_form(text) for text in texts}

    assert {
        text: (ours, theirs)
        for text, theirs in answers.items()
        if (ours := normal_form(text)) != theirs
        and not (ours is None and NEWER_DATE.match(text))
    } == {}


def test_agrees_with_composer_on_the_stability_of_generated_texts(
    composer: Composer,
) -> None:
    texts = version_texts(5000)
    normals = [normal for text in texts if (normal := normal_form(text))]

    for text in texts + normals:
        assert stability(text) == composer.stability(text), text


def test_the_generated_texts_are_of_every_kind() -> None:
    texts = version_texts(5000)
    releases = [text for text in texts if is_release(text)]
    kinds = {stability(normal_form(text) or "") for text in releases}

    assert 1000 < len(releases) < 4000
    assert kinds == {"stable", "RC", "beta", "alpha", "dev"}
