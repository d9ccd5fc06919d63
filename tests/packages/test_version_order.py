"""Tests that versions are in the order that Composer puts them; Composer itself is asked."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from packages.versions.grammar import is_release, normal_form
from packages.versions.order import Key, order_key
from tests.packages.oracle import Composer
from tests.packages.version_texts import SEED, version_texts

# The contract's order, packages.md §4, highest first.
HIGHEST_FIRST = [
    "2018.3.8",
    "1.0.1",
    "1.0-patch1",
    "1.0-p",
    "1.0",
    "1.0-RC1",
    "1.0-beta10",
    "1.0-beta2",
    "1.0-beta1-dev",
    "1.0-alpha",
    "1.0-dev",
    "1.0-Stable",
]


def normal(text: str) -> str:
    found = normal_form(text)
    assert found is not None
    return found


def key(text: str) -> Key:
    return order_key(normal(text))


@pytest.mark.parametrize(("higher", "lower"), list(pairwise(HIGHEST_FIRST)))
def test_sorts_as_the_contract_says(
    higher: str, lower: str, composer: Composer
) -> None:
    assert key(higher) > key(lower)
    assert composer.order(normal(higher), normal(lower)) == 1


def test_leading_zeros_count_for_nothing(composer: Composer) -> None:
    assert key("01.02") == key("1.2")
    assert composer.order(normal("01.02"), normal("1.2")) == 0


@pytest.mark.parametrize(
    ("one", "other"), [("1.9" + "9" * 30, "1.1" + "0" * 40), ("1.9" + "9" * 17, "1.1")]
)
def test_numbers_end_where_phps_end(one: str, other: str, composer: Composer) -> None:
    ours = (key(one) > key(other)) - (key(one) < key(other))

    assert composer.order(normal(one), normal(other)) == ours


def test_agrees_with_composer_on_5000_generated_pairs(composer: Composer) -> None:
    texts = [text for text in version_texts(5000) if is_release(text)]
    normals = sorted({normal(text) for text in texts})
    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    pairs = [(chance.choice(normals), chance.choice(normals)) for _ in range(4000)]
    near = list(pairwise(sorted(normals, key=order_key)))

    wrong = [
        (one, other)
        for one, other in [*pairs, *chance.choices(near, k=1000)]
        if composer.order(one, other)
        != (order_key(one) > order_key(other)) - (order_key(one) < order_key(other))
    ]

    assert wrong == []


def test_agrees_with_composer_on_every_pair_of_suffixes(composer: Composer) -> None:
    words = ["", "-Stable", "-alpha", "-a1", "-b", "-beta2", "-RC1", "-p", "-p1"]
    normals = [normal(f"1.0{word}{dev}") for word in words for dev in ("", "-dev")]

    for one, other in combinations(normals, 2):
        ours = (order_key(one) > order_key(other)) - (order_key(one) < order_key(other))
        assert composer.order(one, other) == ours, (one, other)
