"""Who connects a shop and who looks after it: what both do in a browser, in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, expect

from tests.browser.person import Person
from tests.real.cookies import COOKIES
from tests.real_bridge.browser.backend import EMAIL, Backend
from tests.real_bridge.browser.shop import Shop
from tests.real_bridge.site import SETTINGS

KEY = re.compile(r"rrs_\w{8}_\w{40}")


class Owner(Person):
    """Eve, who is the shop's administrator, in its WordPress."""

    def __init__(self, browser: Browser, shop: Shop) -> None:
        self.shop = shop
        super().__init__(browser, shop)

    def _come(self, *, has_scripts: bool) -> None:
        super()._come(has_scripts=has_scripts)
        cookies = self.shop.shell.run(COOKIES, id=self.shop.account_id("eve"))
        self.context.add_cookies(
            [
                {"name": name, "value": value, "url": self.shop.url}
                for name, value in cookies.items()
            ]
        )

    def settings(self) -> None:
        assert self.opens(SETTINGS) == 200

    def connects(self, url: str, key: str, email: str = EMAIL) -> None:
        self.settings()
        for label, text in (("Address", url), ("Email", email), ("API Key", key)):
            self.main.get_by_label(label, exact=True).fill(text)
        self.presses("Connect")
        expect(self.outcome).to_be_visible()

    @property
    def outcome(self) -> Locator:
        return self.main.locator("#restart-bridge-outcome")

    @property
    def message(self) -> str:
        return self.outcome.locator("strong").inner_text()

    @property
    def steps(self) -> list[str]:
        """Return the steps of what was done, like "✓ The structure was sent"."""
        lines = self.outcome.locator("ol > li").all_inner_texts()
        return [re.sub(r" \([\d,]+ ms\).*", "", line, flags=re.S) for line in lines]

    @property
    def state(self) -> str | None:
        """Return the state that the page tells, as the backend names it."""
        return self.main.locator("[data-state]").get_attribute("data-state")


@dataclass(frozen=True)
class Row:
    """One of a section of the tab Content Types."""

    total: int
    synced: int
    badge: str
    limit: int
    last_fetch: str


class Staff(Person):
    """Eve, who is support staff, in our admin."""

    def __init__(self, browser: Browser, backend: Backend) -> None:
        self.backend = backend
        super().__init__(browser, backend.shop)

    def logs_in_to_admin(self) -> None:
        eve = self.backend.shop.accounts["eve"]
        self.opens(f"{self.backend.url}/admin/")
        self.types("WordPress user name", eve.username)
        self.types("Application password", eve.application_password)
        self.presses("Log in")
        self.sees("WordPress is answering.")

    def adds_the_shop(self) -> str:
        """Return its key, which the page shows this once."""
        self.page.get_by_role("link", name="Sites", exact=True).click()
        self.page.get_by_role("link", name="Add site").click()
        filled = {
            "Name:": "Shop",
            "Address:": self.backend.shop.url,
            "E-mail address:": EMAIL,
        }
        for label, text in filled.items():
            self.main.get_by_label(label, exact=True).fill(text)
        self.presses("Save")
        self.presses("Make a key")
        found = KEY.search(self.main.locator(".new-key").inner_text())
        assert found
        return found[0]

    def goes_to(self, tab: str) -> None:
        self.page.get_by_role("link", name=tab, exact=True).click()

    def finds_the_shop(self) -> None:
        self.opens(f"{self.backend.url}/admin/integrations/site/")
        self.goes_to("Shop")

    def table(self, heading: str) -> dict[str, Row]:
        """Return a section of the tab Content Types, by the names of its rows."""
        named = self.page.get_by_role("heading", name=heading, exact=True)
        rows = self.page.locator("section", has=named).locator("li")
        return dict(self._row(row) for row in rows.all())

    def _row(self, row: Locator) -> tuple[str, Row]:
        label, total, synced, last = row.locator("> span").all_inner_texts()
        return label, Row(
            int(total.removesuffix(" total")),
            int(synced.removesuffix(" synced")),
            row.locator(".badge").inner_text(),
            int(row.get_by_label("Limit:").input_value()),
            last.removeprefix("last fetch "),
        )
