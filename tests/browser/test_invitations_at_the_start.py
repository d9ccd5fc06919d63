"""The start form tells who can't be invited apart from who is invited but gets no mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.site import Site
from tests.browser.visitor import Visitor

FULL, NOBODY = "grace@full.example.test", "no@body"
BOB = "bob@example.test"
NO_ROOM = """<?php
/** Plugin Name: A mailbox that takes nothing. */
add_filter(
	'pre_wp_mail',
	fn( $sent, $mail ) => str_ends_with( $mail['to'], '@full.example.test' ) ? false : $sent,
	11,
	2
);
"""


@pytest.fixture
def carol(site: Site, carol: Visitor) -> Iterator[Visitor]:
    """The same as elsewhere, but one mailbox is full."""
    plugin = site.wordpress.site / "wp-content/mu-plugins/full-mailbox.php"
    plugin.write_text(NO_ROOM)
    yield carol
    plugin.unlink()


@pytest.mark.parametrize("scripts", [True, False])
def test_told_apart(site: Site, carol: Visitor, scripts: bool) -> None:
    if not scripts:
        carol.has_no_scripts()
        carol.is_logged_in_as("carol")
    starts(carol, inviting=[BOB, NOBODY, FULL, BOB.upper()])
    carol.sees(f"we couldn’t invite: {NOBODY}. Please open it")
    carol.sees(f"could not be sent: {FULL}. Please send them the link yourself.")
    carol.main.get_by_role("link", name="Open my registry").click()
    carol.page.wait_for_url("**/registry/**")
    people = carol.main.locator(".restart-person").all_inner_texts()
    assert [person.lower() for person in people] == [BOB, FULL]


def test_when_everybody_was_told_nothing_is_said(carol: Visitor) -> None:
    starts(carol, inviting=[BOB])
    carol.page.wait_for_url("**/registry/**")


def starts(carol: Visitor, *, inviting: list[str]) -> None:
    carol.opens("/start-a-registry/")
    carol.types("Name of the registry", "Pots and pans")
    carol.types("Invite people", "\n".join(inviting))
    carol.presses("Start my registry")
