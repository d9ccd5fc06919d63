"""Tests that a package that was closed is refused in words, and that its name stays ours."""

from __future__ import annotations

import pytest

from packages.repository.documents import Documents
from tests.packages.oracle import Composer
from tests.packages.reading import entries, made, read
from tests.packages.rows import plugin, theme

OLD = "1970-01-01T00:00:00+00:00"
MARKER = "wp-plugin/tea.closed-on-wordpress.org"


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
