"""No page of connected sites keeps anybody out, wide or on a phone."""

from __future__ import annotations

from tests.browser.accessibility import barriers
from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Staff

WIDTHS = [1280, 375]


def test_the_bridge_s_page(backend: Backend, owner: Owner) -> None:
    owner.settings()
    assert barriers(owner.page, within=".wrap", widths=WIDTHS) == []

    owner.connects(backend.url, "no key")
    assert barriers(owner.page, within=".wrap", widths=WIDTHS) == []

    owner.connects(backend.url, backend.add_site())
    assert barriers(owner.page, within=".wrap", widths=WIDTHS) == []


def test_the_pages_of_a_site(backend: Backend, owner: Owner, staff: Staff) -> None:
    owner.connects(backend.url, backend.add_site())
    staff.logs_in_to_admin()
    staff.finds_the_shop()
    found = {}
    for tab in ("Connection", "Content Types", "Content", "Events"):
        staff.goes_to(tab)
        if tab == "Connection":
            staff.presses("Check now")
            staff.presses("Make a key")
        if tab == "Content Types":
            staff.presses("Sync Now")
            staff.page.get_by_text("Everything is here.").wait_for()
            staff.page.get_by_text("The numbers", exact=True).click()
        found[tab] = barriers(staff.page, within="#content-main", widths=WIDTHS)

    assert found == dict.fromkeys(found, [])
