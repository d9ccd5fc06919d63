"""People who call the live API, one after the other or all at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import requests

from tests.live.wordpress_server import SECONDS

T = TypeVar("T")
ITEM = {"name": "Kettle", "url": "https://shop.example/kettle"}


class Caller:
    """Call as in `ada.get("/items")`, with a new connection each time."""

    def __init__(self, url: str, authorization: str | None = None) -> None:
        self.url = url
        self.headers = {} if authorization is None else {"Authorization": authorization}

    def call(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        headers = {**self.headers, **kwargs.pop("headers", {})}
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method, self.url + path, headers=headers, timeout=SECONDS, **kwargs
            )

    def get(self, path: str) -> requests.Response:
        return self.call("GET", path)

    def post(self, path: str, **kwargs: Any) -> requests.Response:
        return self.call("POST", path, **kwargs)

    def new_registry(self) -> int:
        response = self.post("/registries", json={"title": "A fresh start"})
        assert response.status_code == 201, response.text
        return int(response.json()["id"])

    def item_ids(self, registry_id: int) -> list[int]:
        return [
            item["id"] for item in self.get(f"/registries/{registry_id}/items").json()
        ]


def insist(call: Callable[[], requests.Response]) -> requests.Response:
    """While the database or WordPress is busy, do as the answer says: nothing was written."""
    deadline = time.monotonic() + SECONDS
    while (response := call()).status_code == 503 and time.monotonic() < deadline:
        time.sleep(int(response.headers["Retry-After"]))
    return response


def all_at_once(number: int, call: Callable[[], T]) -> list[T]:
    with started(number, call) as futures:
        return [future.result() for future in futures]


@contextmanager
def started(number: int, call: Callable[[], T]) -> Iterator[list[Future[T]]]:
    """Calls that are under way; the end of the block waits for them."""
    with ThreadPoolExecutor(number) as pool:
        yield [pool.submit(call) for _ in range(number)]
