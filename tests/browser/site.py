"""A running site with everything that a walk through it needs: WordPress, our API, a shop."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.browser.mailbox import Mailbox
from tests.browser.shop import Shop
from tests.gunicorn import Gunicorn
from tests.sites import new_site
from wordpress.local.accounts import Account
from wordpress.local.machine import http
from wordpress.local.wordpress.site import LocalWordPress

LET_IN = """<?php
/** Plugin Name: Lets the tests' shop in, which is not on the internet. */
add_filter(
	'restart_registry_fetch_exempt',
	fn( $is_exempt, $host, $port ) => $is_exempt || '127.0.0.1' === $host && %d === $port,
	10,
	3
);
"""

FORGET_USES = """<?php
/** Plugin Name: Lets a test begin as if nobody had done anything lately. */
if ( isset( $_GET['tests_forget_uses'] ) ) {
	$wpdb->query( "DELETE FROM {$wpdb->prefix}restart_registry_uses" );
	die( 'forgotten' );
}
"""


@dataclass
class Site:
    wordpress: LocalWordPress
    api: Gunicorn
    shop: Shop
    cookies: dict[str, Any] = field(default_factory=dict)  # of those who logged in

    @property
    def url(self) -> str:
        return self.wordpress.url

    @property
    def mail(self) -> Mailbox:
        return Mailbox(self.wordpress.mail)

    @property
    def accounts(self) -> dict[str, Account]:
        return self.wordpress.accounts

    def forget_uses(self) -> None:
        """Forget what the plugin's limits have counted."""
        answer = http.request("GET", f"{self.url}/?tests_forget_uses=1")
        assert answer is not None and answer.text == "forgotten", answer

    def api_calls(self) -> list[str]:
        """Return all requests since the API started, like `GET /registries/5/items`.

        A line is written after its answer went out, so the last line belongs to this call.
        """
        last = f"/heard/{uuid.uuid4()}"
        http.request("GET", self.api.url + last)
        while last not in (log := self.api.log()):
            time.sleep(0.05)
        calls: list[str] = re.findall(r"^call (\w+ \S+)$", log, re.M)
        return [call for call in calls if not call.startswith("GET /heard/")]

    def ask_api(self, method: str, path: str, who: Account, body: Any = None) -> Any:
        answer = http.request(method, self.api.url + path, who, body)
        assert answer is not None and answer.ok, answer and answer.text
        return answer.json() if answer.content else None


@contextlib.contextmanager
def running_site() -> Iterator[Site]:
    with contextlib.ExitStack() as opened:
        shop = Shop()
        opened.callback(shop.stop)
        wordpress = new_site(os.environ.get("WP_SUITE") or "trixie")
        opened.callback(shutil.rmtree, wordpress.state, ignore_errors=True)
        opened.callback(wordpress.stop)
        plugins = wordpress.site / "wp-content" / "mu-plugins"
        (plugins / "let-shop-in.php").write_text(LET_IN % shop.port)
        (plugins / "forget-uses.php").write_text(FORGET_USES)
        service = wordpress.new_service_account()
        api = Gunicorn(beside(wordpress, service))
        opened.callback(api.stop)
        wordpress.use_api(api.url, service)
        yield Site(wordpress, api, shop)


def beside(wordpress: LocalWordPress, service: Account) -> dict[str, str]:
    return {
        "WP_BASE_URL": wordpress.url,
        "WP_READ_TIMEOUT": "30",  # seconds: a busy machine is no outage
        "WP_BASIC_AUTH_USER": service.username,
        "WP_BASIC_AUTH_PASSWORD": service.application_password,
        "CORS_ALLOWED_ORIGINS": wordpress.url,
        "NO_PROXY": "127.0.0.1",
        "GUNICORN_CMD_ARGS": "--access-logfile=- --access-logformat='call %(m)s %(U)s'",
    }
