"""Calls as the site's scripts and forms make them, by somebody who is logged in or by a guest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import requests
from playwright.sync_api import Browser

from tests.browser.site import Site
from tests.browser.visitor import Visitor

AJAX = "/wp-admin/admin-ajax.php"
SECONDS = 60  # a call that takes longer never ends


@dataclass(frozen=True)
class Caller:
    """May be used by several threads."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def at(self, url: str) -> Caller:
        """Return the same person at another address of the same site."""
        return replace(self, url=url)

    def calls(self, action: str, **fields: Any) -> requests.Response:
        return self.sends(AJAX, action=action, **fields)

    def follows(self, action: str, **fields: Any) -> requests.Response:
        """Follow a link, which no script of ours does."""
        return self.opens(AJAX, action=action, **fields)

    def sends(self, path: str, **fields: Any) -> requests.Response:
        """Send a form."""
        return self._asks("POST", path, data=fields)

    def opens(self, path: str, **fields: Any) -> requests.Response:
        """Open a page by a link."""
        return self._asks("GET", path, params=fields)

    def _asks(self, method: str, path: str, **fields: Any) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self.url + path,
                cookies=self.cookies,
                timeout=SECONDS,
                allow_redirects=False,
                **fields,
            )

    def nonce(self) -> str:
        return str(self.calls("restart_registry_nonce").json()["data"]["nonce"])


def member(browser: Browser, site: Site, name: str) -> Caller:
    """Return somebody with the cookies of a browser in which they logged in."""
    visitor = Visitor(browser, site)
    visitor.is_logged_in_as(name)
    cookies = {one["name"]: one["value"] for one in visitor.context.cookies()}
    visitor.context.close()
    return Caller(site.url, cookies)
