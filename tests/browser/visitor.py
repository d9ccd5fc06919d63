"""Somebody on the site of registries, and what they find there."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, expect

from tests.browser.person import Person
from tests.browser.site import Site


class Visitor(Person):
    site: Site

    def __init__(self, browser: Browser, site: Site) -> None:
        super().__init__(browser, site)

    def gift(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("[data-restart-item]", has=heading)

    def sees_gifts(self, *names: str) -> None:
        """The page shows these gifts, in this order."""
        expect(self.main.locator(".restart-item h3")).to_have_text(list(names))

    def sees_count(self, text: str, gift: str) -> None:
        """The gift says this of how many are bought."""
        expect(self.gift(gift).locator(".restart-count")).to_have_text(text)
