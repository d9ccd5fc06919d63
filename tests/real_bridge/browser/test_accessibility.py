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


HELD = "UPDATE integrations_synced_types SET deletions_held_at = ?"
MISSING = "UPDATE integrations_synced_types SET missing_since = ? WHERE slug = 'page'"


def test_the_pages_of_a_site(backend: Backend, owner: Owner, staff: Staff) -> None:
    owner.connects(backend.url, backend.add_site())
    staff.logs_in_to_admin()
    staff.finds_the_shop()
    found = {}

    staff.presses("Check now")
    staff.presses("Make a key")
    found["Connection"] = ours(staff)
    staff.goes_to("Content Types")
    staff.presses("Sync Now")
    staff.page.get_by_text("Everything is here.").wait_for()
    found["Content Types"] = ours(staff)
    backend.database.query(HELD, "2026-11-28 10:00:00")
    backend.database.query(MISSING, "2026-11-28 10:00:00")
    staff.goes_to("Content Types")
    staff.page.get_by_text("The numbers", exact=True).click()
    found["Deletions are held"] = ours(staff)
    staff.goes_to("Content")
    found["Content"] = ours(staff)
    staff.goes_to("Events")
    found["Events"] = ours(staff)

    assert found == dict.fromkeys(found, [])


def ours(staff: Staff) -> list[str]:
    """Django's own breadcrumbs have violations."""
    return barriers(staff.page, within="#content-main", widths=WIDTHS)
