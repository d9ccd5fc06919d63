"""Tests which versions of an answer are kept, in which order, and what is known of each."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest

from packages.addresses import Addresses
from packages.versions.acceptance import Reason
from packages.versions.version_list import (
    History,
    KeptVersion,
    Offer,
    VersionList,
    as_json,
    from_json,
    version_list,
)

ADDRESSES = Addresses(
    packages="https://example.org/packages", metadata="https://cdn.example.org/packages"
)
ZIP = "https://downloads.wordpress.org/plugin/tea"
NOW = datetime(2026, 11, 28, 15, tzinfo=UTC)
NOW_TEXT = "2026-11-28T15:00:00+00:00"
UPDATED = datetime(2026, 10, 1, 3, 4, 5, tzinfo=UTC)
LATER = History(now=NOW)


def offer(*texts: str, current: str = "", php: str = "") -> Offer:
    urls = {text: f"{ZIP}.{text}.zip" for text in texts}
    return Offer("plugin", "tea", urls, current, php, UPDATED)


def listed(offered: Offer, history: History = LATER) -> VersionList:
    return version_list(offered, history, ADDRESSES)


def kept(*texts: str, current: str = "") -> list[str]:
    return [version.version for version in listed(offer(*texts, current=current)).kept]


def test_keeps_versions_highest_first_as_the_author_wrote_them() -> None:
    assert kept("1.0", "v2.0", "1.10", "1.9-beta1", "1.9") == [
        *("v2.0", "1.10", "1.9", "1.9-beta1", "1.0"),
    ]


def test_versions_that_composer_takes_for_equal_always_have_the_same_order() -> None:
    orders = {tuple(kept(*texts)) for texts in permutations(["1.2", "01.02", "1.02"])}

    assert orders == {("1.2", "1.02", "01.02")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("trunk", Reason.TRUNK),
        ("dev-trunk", Reason.TRUNK),
        ("3.1.0-free", Reason.INVALID),
        ("latest", Reason.INVALID),
        ("", Reason.INVALID),
        ("1.0-dev.1", Reason.INVALID),
        ("20240115.1.2", Reason.INVALID),
        ("master", Reason.BRANCH),
        ("dev-main", Reason.BRANCH),
        ("1.x-dev", Reason.BRANCH),
        ("1.0 beta", Reason.CHARACTERS),
        (" 1.0", Reason.CHARACTERS),
        ("1.0@beta", Reason.CHARACTERS),
        ("1.0#a", Reason.CHARACTERS),
        ("1.0,1.1", Reason.CHARACTERS),
        ("1.0+../../etc", Reason.CHARACTERS),
        ("1.0+<script>", Reason.CHARACTERS),
        ("1.0\n", Reason.CHARACTERS),
        ("\u0661.0", Reason.CHARACTERS),
        ("1." + "0" * 49, Reason.TOO_LONG),
    ],
)
def test_drops_what_can_be_no_version_and_says_why(text: str, reason: Reason) -> None:
    found = listed(offer("1.0", text))

    assert [version.version for version in found.kept] == ["1.0"]
    assert found.dropped == {text: reason}


@pytest.mark.parametrize("piece", ["1", "1.", "-", "dev", "1.0-beta", "v"])
def test_no_text_takes_long_to_read(piece: str) -> None:
    text = piece * 100_000
    started = time.monotonic()

    assert listed(offer(text)).dropped == {text: Reason.TOO_LONG}
    assert time.monotonic() - started < 1


def test_a_version_may_have_50_characters() -> None:
    longest = "1." + "0" * 48

    assert kept(longest) == [longest]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://downloads.wordpress.org/plugin/tea.1.1.zip",
        "https://downloads.wordpress.org.evil.example/plugin/tea.1.1.zip",
        "https://evil.example/plugin/tea.1.1.zip",
        "https://downloads.wordpress.org@evil.example/plugin/tea.1.1.zip",
        "https://downloads.wordpress.org/theme/tea.1.1.zip",
        "https://downloads.wordpress.org/release/tea.1.1.zip",
        "https://downloads.wordpress.org/plugin/../release/wordpress.zip",
        "https://downloads.wordpress.org/plugin/%2e%2e%2frelease.zip",
        "https://downloads.wordpress.org/plugin/..%2frelease.zip",
        "https://downloads.wordpress.org/plugin/tea..1.1.zip",
        "https://downloads.wordpress.org/plugin/tea.1.1%00.zip",
        "https://downloads.wordpress.org/plugin/sub/tea.1.1.zip",
        "https://downloads.wordpress.org/plugin/tea.1.1.zip?token=1",
        "https://downloads.wordpress.org/plugin/tea.1.1.zip#x",
        "https://downloads.wordpress.org/plugin/tea.1.1.tar.gz",
        "https://downloads.wordpress.org/plugin/.zip",
        "https://downloads.wordpress.org/plugin/tea 1.1.zip",
        "https://downloads.wordpress.org/plugin/tea.1.1.zip\n",
        'https://downloads.wordpress.org/plugin/te"a.zip',
    ],
)
def test_drops_a_version_whose_zip_is_elsewhere(url: str) -> None:
    offered = offer("1.0", "1.1")
    found = listed(replace(offered, urls={**offered.urls, "1.1": url}))

    assert [version.version for version in found.kept] == ["1.0"]
    assert found.dropped == {"1.1": Reason.ADDRESS}


def test_the_address_of_a_zip_may_be_quoted() -> None:
    quoted = f"{ZIP}.1.0%2Bbuild5.zip"
    found = listed(Offer("plugin", "tea", {"1.0+build5": quoted}))

    assert [(kept.version, kept.url) for kept in found.kept] == [("1.0+build5", quoted)]


def test_the_zip_of_a_theme_is_in_the_folder_of_themes() -> None:
    urls = {"1.0": "https://downloads.wordpress.org/theme/tea.1.0.zip"}

    assert listed(Offer("theme", "tea", urls)).kept[0].version == "1.0"
    assert listed(Offer("plugin", "tea", urls)).dropped == {"1.0": Reason.ADDRESS}


@pytest.mark.parametrize(
    ("texts", "current", "pending"),
    [
        (["10.6", "10.7", "10.8"], "10.7", ["10.8"]),
        (["3.1.3", "4.0-beta1", "4.0"], "3.1.3", ["4.0"]),
        (["20100102", "1.5"], "1.5", ["20100102"]),
        (["1.0", "1.0-p1", "1.0-stable.2"], "1.0", ["1.0-p1"]),
        (["1.0", "1.1-Stable", "1.1-stable"], "1.0", ["1.1-Stable", "1.1-stable"]),
        (["1.0", "1.1-dev", "1.1-RC1", "2.0a"], "1.0", []),
        (["1.0", "2.0"], "", []),
        (["1.0", "2.0"], "latest", []),
        (["1.0", "2.0"], "trunk", []),
        (["1.2", "01.02"], "1.2", []),
        (["4.0-beta1", "4.0"], "4.0-beta1", ["4.0"]),
    ],
)
def test_a_stable_version_above_the_directorys_is_pending(
    texts: list[str], current: str, pending: list[str]
) -> None:
    found = listed(offer(*texts, current=current))

    assert found.pending == pending
    assert not set(pending) & {version.version for version in found.kept}


@pytest.mark.parametrize(
    ("texts", "current", "chosen"),
    [
        (["1.0", "1.0.0", "v1.0.0.0"], "1.0", "1.0"),
        (["1.0", "1.0.0", "v1.0.0.0"], "v1.0.0.0", "v1.0.0.0"),
        (["1.0", "1.0.0", "v1.0.0.0"], "", "1.0.0"),
        (["v1.0", "V1.0"], "", "V1.0"),
        (["1.0-b2", "1.0_b2", "1.0.b2"], "", "1.0-b2"),
        (["1.0+b", "1.0+a", "1.0"], "", "1.0+a"),
    ],
)
def test_one_of_the_texts_for_one_version_is_kept(
    texts: list[str], current: str, chosen: str
) -> None:
    for order in permutations(texts):
        found = listed(offer(*order, current=current))

        assert [version.version for version in found.kept] == [chosen]
        others = sorted(set(texts) - {chosen})
        assert found.dropped == dict.fromkeys(others, Reason.SAME_VERSION)


def test_what_is_dropped_for_its_zip_takes_no_other_ones_place() -> None:
    urls = {"1.0": "https://evil.example/tea.zip", "1.0.0": f"{ZIP}.1.0.0.zip"}
    found = listed(Offer("plugin", "tea", urls, "1.0"))

    assert [version.version for version in found.kept] == ["1.0.0"]


@pytest.mark.parametrize(
    ("texts", "current"),
    [
        (["1.0", "1.1", "2.0-beta1"], "1.1"),
        (["1.0", "1.0-p1", "trunk"], "1.0-p1"),
        (["2.0-beta1", "2.0-alpha", "trunk"], "2.0-beta1"),
        (["trunk"], ""),
        ([], ""),
    ],
)
def test_the_current_version_is_the_highest_stable_one(
    texts: list[str], current: str
) -> None:
    assert listed(offer(*texts)).current == current


def test_at_the_first_fetch_a_version_is_as_old_as_the_last_update() -> None:
    found = listed(offer("1.0"), History(now=NOW, first_fetch=True))

    assert found.kept[0].time == "2026-10-01T03:04:05+00:00"


def test_no_time_is_in_the_future() -> None:
    tomorrow = replace(offer("1.0"), last_updated=datetime(2999, 1, 1, tzinfo=UTC))
    found = listed(tomorrow, History(now=NOW, first_fetch=True))

    assert found.kept[0].time == NOW_TEXT


def test_without_a_last_update_a_version_is_as_old_as_its_first_fetch() -> None:
    found = listed(
        replace(offer("1.0"), last_updated=None), History(now=NOW, first_fetch=True)
    )

    assert found.kept[0].time == NOW_TEXT


def test_later_a_new_version_is_of_now_and_a_known_one_keeps_its_time() -> None:
    known = [KeptVersion("1.0", "2020-01-01T00:00:00+00:00")]
    found = listed(offer("1.0", "1.1"), History(now=NOW, versions=known))

    assert [version.time for version in found.kept] == [NOW_TEXT, known[0].time]


def test_the_time_of_a_tag_is_better_than_what_was_known() -> None:
    history = History(
        now=NOW,
        versions=[KeptVersion("1.0", "2020-01-01T00:00:00+00:00")],
        tag_times={"1.0": "2019-05-06T07:08:09+00:00"},
    )

    assert listed(offer("1.0"), history).kept[0].time == "2019-05-06T07:08:09+00:00"


@pytest.mark.parametrize("php", ["7", "7.4", "8.1.2"])
def test_the_directorys_version_needs_the_php_that_the_directory_says(php: str) -> None:
    found = listed(offer("1.1", "1.0", "0.9", current="1.0.0", php=php))

    assert {version.version: version.php for version in found.kept} == {
        "1.0": php,
        "0.9": "",
    }


@pytest.mark.parametrize(
    "php", ["", "7.4+", ">=7", "7.4.3.1", "php 7", "١.0", "7.4 ", "1000000", "7."]
)
def test_a_php_that_isnt_a_number_is_none(php: str) -> None:
    found = listed(offer("1.0", current="1.0", php=php))

    assert found.kept[0].php == ""


def test_a_version_keeps_its_php_when_the_next_one_needs_another() -> None:
    before = listed(offer("1.0", current="1.0", php="7.4"))
    after = listed(
        offer("1.0", "1.1", current="1.1", php="8.1"),
        History(now=NOW, versions=before.kept),
    )

    assert [version.php for version in after.kept] == ["8.1", "7.4"]


def test_only_the_address_of_a_zip_that_is_named_otherwise_is_kept() -> None:
    offered = offer("1.0", "1.1")
    urls = {**offered.urls, "1.1": f"{ZIP}.zip"}
    found = listed(replace(offered, urls=urls))

    assert [version.url for version in found.kept] == [f"{ZIP}.zip", ""]


def test_the_same_answer_gives_the_same_list_whatever_its_order() -> None:
    texts = ["1.0", "v1.0", "2.0-beta1", "trunk", "3.0", "latest"]
    lists = [listed(offer(*order, current="1.0")) for order in permutations(texts)]

    assert all(
        as_json(found.kept) == as_json(lists[0].kept)
        and list(found.dropped.items()) == list(lists[0].dropped.items())
        for found in lists
    )


def test_a_list_is_written_and_read_without_what_is_empty() -> None:
    versions = [
        KeptVersion("1.1", NOW_TEXT, url=f"{ZIP}.zip", php="8.1"),
        KeptVersion("1.0", NOW_TEXT, shasum="a" * 40),
    ]

    assert from_json(as_json(versions)) == versions
    assert as_json([KeptVersion("1.0", NOW_TEXT)]) == (
        f'[{{"version":"1.0","time":"{NOW_TEXT}"}}]'
    )
