"""Tests what Composer is given of one package: the whole bytes, and what Composer makes of them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import orjson
import pytest

from packages.repository.documents import Documents
from packages.versions.version_list import KeptVersion
from tests.packages.oracle import Composer
from tests.packages.reading import entries, made, read
from tests.packages.rows import EARLIER, FIRST, RELEASED, plugin, row, theme
from wordpress.local.folders import PROJECT

SUPPORT = {
    "source": "https://plugins.svn.wordpress.org/tea/",
    "issues": "https://wordpress.org/support/plugin/tea/",
    "docs": "https://wordpress.org/plugins/tea/",
}
COMMON: dict[str, Any] = {
    "name": "wp-plugin/tea",
    "type": "wordpress-plugin",
    "description": "Tea for two.",
    "homepage": "https://a.example",
    "authors": [{"name": "Ada"}],
    "support": SUPPORT,
}


def test_a_plugins_versions_are_in_its_file_highest_first(composer: Composer) -> None:
    source = {"type": "svn", "url": "https://plugins.svn.wordpress.org/tea/"}

    assert entries(made(plugin()).tagged, composer) == [
        {
            **COMMON,
            "version": "1.1",
            "dist": {
                "type": "zip",
                "url": "https://downloads.wordpress.org/plugin/tea.1.1.zip",
            },
            "source": {**source, "reference": "tags/1.1"},
            "require": {"composer/installers": "~1.0|~2.0", "php": ">=8.1"},
            "time": RELEASED,
            "published-time": RELEASED,
        },
        {
            **COMMON,
            "version": "v1.0",
            "dist": {
                "type": "zip",
                "url": "https://downloads.wordpress.org/plugin/t.zip",
            },
            "source": {**source, "reference": "tags/v1.0"},
            "require": {"composer/installers": "~1.0|~2.0"},
            "time": EARLIER,
            "published-time": EARLIER,
        },
    ]


def test_a_plugins_trunk_is_in_a_file_of_its_own(composer: Composer) -> None:
    assert entries(made(plugin()).dev, composer) == [
        {
            **COMMON,
            "version": "dev-trunk",
            "source": {
                "type": "svn",
                "url": "https://plugins.svn.wordpress.org/tea/",
                "reference": "trunk@7",
            },
            "require": {"composer/installers": "~1.0|~2.0"},
            "time": RELEASED,
            "published-time": RELEASED,
        }
    ]


def test_a_trunk_whose_revision_is_unknown_is_just_trunk(composer: Composer) -> None:
    [entry] = entries(made(plugin(trunk_revision=None)).dev, composer)

    assert entry["source"]["reference"] == "trunk"


def test_a_trunk_always_has_a_time(composer: Composer) -> None:
    [entry] = entries(made(plugin(last_updated="")).dev, composer)

    assert entry["time"] == entry["published-time"] == FIRST


def test_an_open_plugin_has_no_marker_and_no_filter() -> None:
    found = made(plugin())

    assert found.marker is None
    assert set(read(found.tagged)) == set(read(found.dev)) == {"minified", "packages"}


def test_a_plugin_without_versions_has_its_trunk_in_both_files() -> None:
    found = made(plugin(versions="[]"))

    assert found.tagged == found.dev is not None
    assert [
        entry["version"] for entry in read(found.dev)["packages"]["wp-plugin/tea"]
    ] == ["dev-trunk"]


def test_a_themes_versions_are_folders_and_it_has_no_trunk(composer: Composer) -> None:
    found = made(theme())
    [entry] = entries(found.tagged, composer)

    assert (found.dev, found.marker) == (None, None)
    assert entry["name"] == "wp-theme/tea"
    assert entry["type"] == "wordpress-theme"
    assert entry["source"] == {
        "type": "svn",
        "url": "https://themes.svn.wordpress.org/tea/",
        "reference": "1.1",
    }
    assert entry["dist"]["url"] == "https://downloads.wordpress.org/theme/tea.1.1.zip"
    assert entry["support"] == {
        "source": "https://themes.svn.wordpress.org/tea/",
        "issues": "https://wordpress.org/support/theme/tea/",
        "docs": "https://wordpress.org/themes/tea/",
    }


@pytest.mark.parametrize("state", ["open", "closed", "closed_for_good"])
def test_a_theme_without_versions_has_no_file(state: str) -> None:
    assert made(theme(versions="[]", state=state)) == Documents()


def test_what_is_unknown_is_left_out(composer: Composer) -> None:
    bare = plugin(description="", author="", homepage="")

    for entry in entries(made(bare).tagged, composer):
        assert not {"description", "homepage", "authors", "abandoned"} & set(entry)


def test_our_own_release_has_a_checksum_and_no_source(composer: Composer) -> None:
    release = KeptVersion(
        "1.0", RELEASED, php="8.1", shasum="0123456789abcdef" + "0" * 24
    )
    ours = row(
        "restart",
        "plugin",
        [release],
        {"slug": "restart-registry", "trunk_revision": None},
    )
    found = made(ours)
    [entry] = entries(found.tagged, composer)

    assert (found.dev, found.marker) == (None, None)
    assert entry["dist"] == {
        "type": "zip",
        "url": "https://cdn.example.org/packages/dist/restart/restart-registry-1.0-01234567.zip",
        "shasum": release.shasum,
    }
    assert "source" not in entry
    assert entry["support"] == {
        "docs": "https://example.org/packages/restart/restart-registry"
    }


def test_each_file_has_its_path() -> None:
    found = made(plugin(state="closed"))

    assert dict(found.files("wp-plugin/tea")) == {
        "wp-plugin/tea.json": found.tagged,
        "wp-plugin/tea~dev.json": found.dev,
        "wp-plugin/tea.closed-on-wordpress.org.json": found.marker,
    }
    assert list(made(theme()).files("wp-theme/tea")) == [
        ("wp-theme/tea.json", made(theme()).tagged)
    ]


def test_a_hostile_text_stays_a_text(composer: Composer) -> None:
    text = '__unset</script>"\\ \u2028 👩‍🚀 שלום'
    hostile = plugin(description=text, author="__unset")

    for entry in entries(made(hostile).tagged, composer):
        assert entry["description"] == text
        assert entry["authors"] == [{"name": "__unset"}]


def test_a_text_that_looks_like_composers_own_sign_is_in_each_version(
    composer: Composer,
) -> None:
    found = entries(made(plugin(description="__unset")).tagged, composer)

    assert [entry["description"] for entry in found] == ["__unset", "__unset"]


def test_keys_are_sorted() -> None:
    found = made(plugin(state="closed"))

    for content in (found.tagged, found.dev, found.marker):
        sorted_again = orjson.dumps(read(content), option=orjson.OPT_SORT_KEYS)
        assert content == sorted_again


PRINT_BYTES = """
import sys
from packages.repository.documents import documents
from tests.packages.rows import ADDRESSES, plugin
for _, content in documents(plugin(state="closed"), ADDRESSES).files("x"):
    sys.stdout.buffer.write(content)
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(seed: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PRINT_BYTES],
        cwd=PROJECT,
        env={"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    files = made(plugin(state="closed")).files("x")

    assert answer.stdout == b"".join(content for _, content in files)
