"""HEAD, as gunicorn sends it: the headers of GET, no body, and no word in the log."""

from __future__ import annotations

from collections.abc import Mapping

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller

ELSEWHERE = ("/health", "/", "/openapi.json", "/docs", "/nowhere", "/admin/login/")
DIFFERS = {"Date", "X-Request-ID", "Set-Cookie"}


def test_head_is_get_without_the_body(api: Gunicorn, ada: Caller) -> None:
    registry = f"/registries/{ada.new_registry()}"
    item_id = ada.post(f"{registry}/items", json=ITEM).json()["data"]["id"]
    before = len(api.log())

    for path in (registry, f"{registry}/items", f"/items/{item_id}", *ELSEWHERE):
        head, get = (ada.call(method, path) for method in ("HEAD", "GET"))

        assert (head.status_code, head.content) == (get.status_code, b"")
        if path != "/admin/login/":  # the page's form holds a token
            assert lasting(head.headers) == lasting(get.headers)
    assert ada.call("HEAD", "/registries/999999").status_code == 404
    assert "WARNING" not in api.log()[before:].upper()


def lasting(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in DIFFERS}
