"""Somebody with a browser of their own: what people do on the site, in their words."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, ConsoleMessage, Locator, ViewportSize, expect

from tests.browser.site import Site

WIDE = ViewportSize(width=1280, height=900)
# Some tests are about a page that is missing, or an answer that refuses.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of")
# WordPress's own editor welcomes whoever opens it first, with pictures from elsewhere.
EDITOR_PICTURES = "https://s.w.org/images/"


class Visitor:
    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        self._come(has_scripts=True)

    def has_no_scripts(self) -> None:
        """Go on in a new browser without scripts."""
        self.context.close()
        self._come(has_scripts=False)

    def _come(self, *, has_scripts: bool) -> None:
        self.context = self.browser.new_context(
            viewport=WIDE, base_url=self.site.url, java_script_enabled=has_scripts
        )
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        is_picture_of_editor = message.location["url"].startswith(EDITOR_PICTURES)
        is_expected = EXPECTED.match(message.text) or is_picture_of_editor
        if message.type == "error" and not is_expected:
            self.complaints.append(message.text)

    @property
    def main(self) -> Locator:
        """Return the page's own content, without the contact form that is on every page."""
        return self.page.get_by_role("main")

    def opens(self, address: str) -> int:
        """Visit a page, and return the status of the answer."""
        response = self.page.goto(address)
        assert response
        return response.status

    def logs_in(self, email: str, password: str) -> None:
        """Log in on the page that WordPress sends visitors to."""
        self.types("E-mail address or user name", email)
        self.types("Password", password)
        self.presses("Log in")
        expect(self.main.get_by_label("Password")).to_have_count(0)

    def is_logged_in_as(self, name: str) -> None:
        """Log in on the page for it the first time, and with that time's cookies from then on."""
        known = self.site.cookies
        if name not in known:
            account = self.site.accounts[name]
            self.opens("/login/")
            self.logs_in(account.email, account.password)
            known[name] = self.context.cookies()
        self.context.add_cookies(known[name])

    def types(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        (inside or self.main).get_by_label(label).fill(text)

    def presses(self, button: str, *, inside: Locator | None = None) -> None:
        (inside or self.main).get_by_role("button", name=button, exact=True).click()

    def unfolds(self, summary: str, *, inside: Locator | None = None) -> Locator:
        """Open what is folded, and return it."""
        fold = (inside or self.main).locator("details", has=self._summary(summary))
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        return fold

    def _summary(self, text: str) -> Locator:
        return self.page.locator("summary", has_text=text)

    def sees(self, text: str, *, inside: Locator | None = None) -> None:
        expect((inside or self.main).get_by_text(text).first).to_be_visible()

    def gift(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator("[data-restart-item]", has=heading)

    def sees_gifts(self, *names: str) -> None:
        """The page shows these gifts, in this order."""
        expect(self.main.locator(".restart-item h3")).to_have_text(list(names))

    def sees_count(self, text: str, gift: str) -> None:
        """The gift says this of how many are bought."""
        expect(self.gift(gift).locator(".restart-count")).to_have_text(text)
