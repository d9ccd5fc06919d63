"""A copy of a connected site at another address: files, database, key and all."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner
from tests.real_bridge.browser.shop import Shop


def test_a_copy_is_refused_and_stops_its_cron(
    browser: Browser, shop: Shop, backend: Backend, owner: Owner
) -> None:
    key = backend.add_site()
    owner.connects(backend.url, key)
    owner.page.goto("about:blank")  # the site stops while it is copied

    with shop.copied() as copy:
        before = (backend.integration("*"), backend.events())
        structure_at = backend.integration("structure_at")
        assert copy.next_event() > 0
        visitor = Owner(browser, copy)

        copy.lets_a_day_pass()
        visitor.settings()

        assert visitor.state == "copy"
        visitor.sees(f"This is a copy of {shop.url}: connect it with a key of its own.")
        assert copy.next_event() == 0
        assert (backend.integration("*"), backend.events()) == before

        visitor.connects(backend.url, key)

        assert visitor.message.startswith("Site not found")
        assert (backend.integration("*"), backend.events()[:-1]) == before
        assert backend.events()[-1] == "connect refused"

        # Whoever replaces the address in all of the database replaces this one too.
        copy.set_option("restart_bridge_connected_as", copy.url)
        copy.shell.run("Restart_Bridge_Structure_Sync::schedule();")
        copy.lets_a_day_pass()
        visitor.settings()

        visitor.sees(
            "This is a copy of another site: connect it with a key of its own."
        )
        assert copy.next_event() == 0
        assert backend.integration("structure_at") == structure_at
        assert backend.events()[-1] == "structure another_site"
        visitor.context.close()

    assert shop.next_event() > 0
    owner.settings()
    assert owner.state == "ready"
