"""Deleting a registry ends on a page that says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Somebody
from tests.browser.registries import make_registry
from tests.browser.site import Site
from tests.browser.visitor import Visitor

NEWS = "Deleted, with everything in it."


@pytest.mark.parametrize("scripts", [True, False])
def test_she_is_told(site: Site, somebody: Somebody, scripts: bool) -> None:
    carol = member(somebody(), scripts=scripts)
    deletes(carol, make_registry(site, "carol").address)
    carol.page.wait_for_url("**/my-registries/**")
    carol.sees(NEWS)
    carol.sees("Nothing here yet.")


def test_a_link_tells_nobody(somebody: Somebody) -> None:
    carol = member(somebody())
    carol.opens("/my-registries/?restart_done=delete")
    carol.sees("Nothing here yet.")
    expect(carol.main.get_by_text(NEWS)).to_have_count(0)


def member(carol: Visitor, *, scripts: bool = True) -> Visitor:
    if not scripts:
        carol.has_no_scripts()
    carol.is_logged_in_as("carol")
    return carol


def deletes(carol: Visitor, address: str) -> None:
    carol.opens(address)
    fold = carol.unfolds("Delete it for good")
    fold.get_by_label("Yes, delete it with all its gifts").check()
    carol.presses("Delete it", inside=fold)
