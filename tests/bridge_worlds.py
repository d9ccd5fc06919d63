"""
What a test needs of a connected WordPress, whichever one it is.

A claim about the bridge is a test class on `BridgeMixin` that uses nothing but
`BridgeWorld`; tests/real/ runs the same class beside the real bridge.
"""

from __future__ import annotations

from typing import Any, Protocol

import requests
from django.test import SimpleTestCase

from tests.bridge import BRIDGE, FakeBridge
from wpclient.credentials import Credentials


class BridgeWorld(Protocol):
    """
    A WordPress with the bridge, the types post, page and restart-registry, and the
    taxonomies category and post_tag. It may hold more than the test put there.
    """

    url: str
    person: Credentials  # somebody with an account and none of the bridge's rights
    session: requests.Session

    @property
    def service(self) -> Credentials:
        """The bridge's own account."""

    def add_post(
        self,
        type_: str = ...,
        *,
        title: str = ...,
        slug: str = ...,
        status: str = ...,
        password: str = ...,
    ) -> int: ...
    def change_post(self, post_id: int, **fields: str) -> None: ...
    def change_type(self, post_id: int, type_: str) -> None: ...
    def trash_post(self, post_id: int) -> None: ...
    def restore_post(self, post_id: int) -> None: ...
    def delete_post(self, post_id: int) -> None: ...
    def add_term(self, taxonomy: str = ..., name: str = ...) -> int: ...
    def rename_term(self, taxonomy: str, term_id: int, name: str) -> None: ...
    def delete_term(self, taxonomy: str, term_id: int) -> None: ...
    def change_past_hooks(self, post_id: int, title: str) -> None: ...
    def delete_past_hooks(self, post_id: int) -> None: ...
    def set_flags(self, *, connection: bool = ..., two_way: bool = ...) -> None: ...
    def wait(self, seconds: float) -> None: ...
    def revoke(self) -> None: ...


class BridgeMixin(SimpleTestCase):
    bridge: BridgeWorld

    def open_bridge(self) -> BridgeWorld:
        return FakeBridge()

    def setUp(self) -> None:
        super().setUp()
        self.bridge = self.open_bridge()

    def ask(
        self,
        method: str,
        path: str,
        *,
        by: Credentials | None,
        query: dict[str, Any] | None = None,
        body: Any = None,
    ) -> tuple[int, Any]:
        """Return status and JSON of an answer."""
        headers = {"Authorization": by.authorization} if by else {}
        url = f"{self.bridge.url}/wp-json{BRIDGE}{path}"
        answer = self.bridge.session.request(
            method, url, headers=headers, params=query, json=body, timeout=30
        )
        return answer.status_code, answer.json()

    def get(self, path: str, **query: Any) -> Any:
        """Ask as the bridge's own account, and return what is answered with a 200."""
        named = {name.rstrip("_"): value for name, value in query.items()}
        status, data = self.ask("GET", path, by=self.bridge.service, query=named)
        assert status == 200, data
        return data

    def refused(self, method: str, path: str, **values: Any) -> tuple[int, str]:
        """Return status and code of a refusal of the bridge's own account."""
        name = "query" if method == "GET" else "body"
        arguments: dict[str, Any] = {name: values}
        status, data = self.ask(method, path, by=self.bridge.service, **arguments)
        return status, data["code"]

    def changes(self, kind: str, type_: str, **query: Any) -> Any:
        return self.get("/changes", kind=kind, type=type_, **query)

    def rows_of(self, type_: str, *ids: int, kind: str = "post_type") -> list[Any]:
        """Return the rows about these objects, from the whole journal of their type."""
        rows, after = [], 0
        while page := self.changes(kind, type_, after=after)["rows"]:
            rows += [row for row in page if row["id"] in ids]
            after = page[-1]["seq"]
        return rows

    def row_of(self, type_: str, thing_id: int, kind: str = "post_type") -> Any:
        [row] = self.rows_of(type_, thing_id, kind=kind)
        return row
