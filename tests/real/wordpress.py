"""The real WordPress as the tests see it: what the fake in tests/wordpress.py has to agree with."""

from __future__ import annotations

import contextlib
import re
import signal
from collections.abc import Iterator, Mapping
from typing import Any

import requests

from wordpress.local.accounts import Account
from wordpress.local.wordpress.site import LocalWordPress

SECONDS = 60
COMPLAINT = re.compile(r"PHP [\w ]+:.*plugins/restart-registry/.*")


class RealWordPress:
    """A running site with the cast ("ada", "bob", "carol", "eve") and the API's "service"."""

    def __init__(self, local: LocalWordPress) -> None:
        self.local = local
        self.url = local.url
        self.accounts: dict[str, Account] = {
            **local.accounts,
            "service": local.new_service_account(),
        }
        self.version = self.php("echo $GLOBALS['wp_version'];")

    def request(
        self,
        method: str,
        path: str,
        account: Account | None = None,
        json: Any = None,
        params: Mapping[str, str | int] | None = None,
    ) -> requests.Response:
        """`path` is what follows /wp-json, as in "/wp/v2/users/me"."""
        headers = {"Accept": "application/json"}
        if account:
            headers["Authorization"] = account.authorization
        with requests.Session() as session:
            session.trust_env = False  # a .netrc would log guests in
            return session.request(
                method,
                f"{self.url}/wp-json{path}",
                headers=headers,
                json=json,
                params=params,
                timeout=SECONDS,
                allow_redirects=False,
            )

    def php(self, code: str) -> str:
        """Run PHP inside the site, for what has no address; return what it prints."""
        return self.local.php(code)

    def pause(self) -> None:
        """Accept connections, but answer none of them."""
        self.local.server.program.signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.local.server.program.signal(signal.SIGCONT)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        self.pause()
        try:
            yield
        finally:
            self.resume()

    def stop_web(self) -> None:
        """Refuse connections."""
        self.local.server.program.stop()

    def start_web(self) -> None:
        """Start again on the same port as before."""
        self.local.server.start()

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        self.stop_web()
        try:
            yield
        finally:
            self.start_web()

    def log(self) -> str:
        """Return PHP's errors, warnings and notices since the site was made."""
        path = self.local.state / "php.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def complaints(self) -> list[str]:
        """Return what PHP had to say about our own plugin."""
        return COMPLAINT.findall(self.log())
