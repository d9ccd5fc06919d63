"""Tests what Composer is given of one package: the whole bytes, and what Composer makes of them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from typing import Any

import orjson
import pytest

from packages.addresses import Addresses
from packages.repository.documents import Documents, documents
from packages.repository.row import PackageRow, input_hash, settings_hash
from packages.versions.version_list import KeptVersion
from tests.packages.oracle import Composer
from tests.packages.rows import ADDRESSES, EARLIER, FIRST, RELEASED, plugin, row, theme
from wordpress.local.folders import PROJECT

OLD = "1970-01-01T00:00:00+00:00"
MARKER = "wp-plugin/tea.closed-on-wordpress.org"
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


def made(row: PackageRow) -> Documents:
    return documents(row, ADDRESSES)


def read(content: bytes | None) -> Any:
    assert content is not None
    return orjson.loads(content)


def entries(content: bytes | None, composer: Composer) -> list[dict[str, Any]]:
    """Return the entries of a file as Composer expands them."""
    document = read(content)
    assert document["minified"] == "composer/2.0"
    [versions] = document["packages"].values()
    return composer.expand(versions)


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


@pytest.mark.parametrize("state", ["closed", "closed_for_good"])
def test_a_closed_plugin_requires_what_nobody_has(
    state: str, composer: Composer
) -> None:
    found = made(plugin(state=state))
    every = [*entries(found.tagged, composer), *entries(found.dev, composer)]

    assert [entry["version"] for entry in every] == ["1.1", "v1.0", "dev-trunk"]
    for entry in every:
        assert entry["abandoned"] is True
        assert entry["require"][MARKER] == ">=1"
        assert entry["require"]["composer/installers"] == "~1.0|~2.0"


def test_the_marker_of_a_closed_plugin_has_one_version_that_wont_do() -> None:
    assert read(made(plugin(state="closed")).marker) == {
        "minified": "composer/2.0",
        "packages": {
            MARKER: [
                {
                    "name": MARKER,
                    "version": "0.0.0",
                    "type": "metapackage",
                    "description": "wp-plugin/tea is closed on WordPress.org.",
                    "time": OLD,
                    "published-time": OLD,
                }
            ]
        },
    }


@pytest.mark.parametrize(
    ("state", "closed_on", "reason", "text"),
    [
        ("closed", "", "", "Closed on WordPress.org"),
        (
            "closed",
            "2025-03-01",
            "Security Issue",
            "Closed on WordPress.org since 2025-03-01: Security Issue",
        ),
        (
            "closed_for_good",
            "2025-03-01",
            "",
            "Closed on WordPress.org for good since 2025-03-01",
        ),
    ],
)
def test_the_filter_says_why_a_plugin_is_closed(
    state: str, closed_on: str, reason: str, text: str
) -> None:
    found = made(plugin(state=state, closed_on=closed_on, closed_reason=reason))

    for content in (found.tagged, found.dev):
        assert read(content)["filter"] == {
            "wordpress-closed": [
                {
                    "constraint": "*",
                    "reason": text,
                    "url": "https://example.org/packages/wp-plugin/tea",
                }
            ]
        }


def test_a_closed_plugin_without_versions_is_refused_in_both_files(
    composer: Composer,
) -> None:
    found = made(plugin(versions="[]", state="closed"))

    for content in (found.tagged, found.dev):
        [entry] = entries(content, composer)
        assert entry["require"][MARKER] == ">=1"


def test_a_closed_theme_has_a_marker_and_no_trunk() -> None:
    found = made(theme(state="closed"))

    assert found.dev is None
    assert list(read(found.marker)["packages"]) == [
        "wp-theme/tea.closed-on-wordpress.org"
    ]


def test_a_package_that_is_gone_keeps_its_name() -> None:
    found = made(plugin(state="gone"))

    assert found == Documents(tagged=b'{"packages":{"wp-plugin/tea":[]}}')


@pytest.mark.parametrize("state", ["new", "closed", "closed_for_good", "gone"])
def test_a_package_that_was_never_open_has_no_file(state: str) -> None:
    assert made(plugin(state=state, first_open_at="")) == Documents()


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
