"""Somebody who asks WordPress itself: its REST API by application password, its pages by cookie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

import requests

from tests.real.world import RealWorld
from wordpress.local.accounts import Account
from wordpress.local.wordpress.php_runtime import WORKERS

ROUTE = "/wp/v2/restart-registry"
ME, USERS = "/wp/v2/users/me", "/wp/v2/users"
SECONDS = 60
COOKIES = """
    $until = time() + HOUR_IN_SECONDS;
    $token = WP_Session_Tokens::get_instance( $id )->create( $until );
    return array(
        LOGGED_IN_COOKIE => wp_generate_auth_cookie( $id, $until, 'logged_in', $token ),
        AUTH_COOKIE      => wp_generate_auth_cookie( $id, $until, 'auth', $token ),
    );"""

LOG_OUT = "WP_Session_Tokens::get_instance( $id )->destroy_all();"


class Visitor:
    """`path` is what follows /wp-json for REST, and the whole address for a page."""

    def __init__(self, world: RealWorld, account: Account | None) -> None:
        self._world, self._account = world, account
        self._cookies: dict[str, str] | None = None if account else {}
        self._logging_in = Lock()

    def get(self, path: str, **params: str | int) -> requests.Response:
        return self._rest("GET", path, params=params)

    def head(self, path: str, **params: str | int) -> requests.Response:
        return self._rest("HEAD", path, params=params)

    def post(self, path: str, body: Any) -> requests.Response:
        return self._rest("POST", path, json=body)

    def delete(self, path: str, **params: str | int) -> requests.Response:
        return self._rest("DELETE", path, params=params)

    def nonce(self) -> str:
        """Return WordPress's own nonce for REST."""
        return self.page("/wp-admin/admin-ajax.php?action=rest-nonce").text

    def by_cookie(
        self, method: str, path: str, body: Any, nonce: str | None = None
    ) -> requests.Response:
        """Ask REST as a page's script does: logged in, with a nonce; "" is none."""
        nonce = self.nonce() if nonce is None else nonce
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                f"{self._world.wordpress.url}/wp-json{path}",
                json=body,
                headers={"X-WP-Nonce": nonce} if nonce else {},
                cookies=self.cookies(),
                timeout=SECONDS,
                allow_redirects=False,
            )

    def page(self, path: str, **headers: str) -> requests.Response:
        return self._browse("GET", path, headers=headers)

    def send_form(self, path: str, fields: dict[str, str]) -> requests.Response:
        return self._browse("POST", path, fields)

    def log_out(self) -> None:
        """Log out of every browser."""
        if self._cookies and self._account:
            self._world.shell.run(LOG_OUT, id=self._account.id)

    def _rest(self, method: str, path: str, **body: Any) -> requests.Response:
        return self._world.wordpress.request(method, path, self._account, **body)

    def _browse(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self._world.wordpress.url + path,
                data=fields,
                headers=headers,
                cookies=self.cookies(),
                timeout=SECONDS,
                allow_redirects=False,
            )

    def cookies(self) -> dict[str, str]:
        with self._logging_in:
            if self._cookies is None:
                assert self._account
                self._cookies = self._world.shell.run(COOKIES, id=self._account.id)
            return self._cookies


Visit = Callable[[str], Visitor]


def at_once(
    ask: Callable[[str], requests.Response], paths: Iterable[str]
) -> dict[str, requests.Response]:
    """Ask all of these; return the answers by path. As many run at a time as there are workers."""
    paths = list(paths)
    with ThreadPoolExecutor(WORKERS) as pool:
        return dict(zip(paths, pool.map(ask, paths), strict=True))


def refusal(response: requests.Response) -> tuple[int, str]:
    """Return the status and WordPress's code."""
    return response.status_code, response.json()["code"]


def ids(response: requests.Response) -> list[int]:
    assert response.status_code == 200, response.text
    return [found["id"] for found in response.json()]


def total(response: requests.Response) -> int:
    return int(response.headers["X-WP-Total"])


def slug(world: RealWorld, post_id: int) -> str:
    name = world.shell.run("return get_post( $id )->post_name;", id=post_id)
    return str(name)


def names_somebody(text: str) -> list[str]:
    """Return what in it tells of an author: Ada or Edith, by login, name, address, page or picture."""
    marks = r"Ada Lovelace|Edith Stein|/author/|author_name|gravatar|@example\.test"
    return re.findall(rf'{marks}|"slug":"(?:ada|edith)"|>(?:ada|edith)<', text)
