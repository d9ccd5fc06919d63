"""What callers see: people with the site's key, and staff with a browser."""

from __future__ import annotations

import re
from typing import Any

import boto3
import requests

from deploy.check.places import SECONDS
from tests.live.wordpress_server import WordPressServer

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


def check_keys(url: str, name: str) -> str:
    statuses = [
        _get(f"{url}/health", {}).status_code,
        _get(f"{url}/health", {"x-api-key": "nobody's"}).status_code,
        *(
            _get(f"{url}/health", {"x-api-key": key_of(f"{name}-{kind}")}).status_code
            for kind in ("server", "browser")
        ),
    ]
    assert statuses == [403, 403, 200, 200], statuses
    assert _get(url, {}).status_code == 403  # the other method: of / itself
    return "without a key 403, with a wrong one 403, with either of ours 200"


def check_a_registry(url: str, name: str, wordpress: WordPressServer) -> str:
    """Ada starts a registry, adds a gift, somebody buys it; it is gone again afterwards."""
    key = {"x-api-key": key_of(f"{name}-server")}
    ada = {**key, "Authorization": wordpress.new_person().authorization}
    made = _send(
        "POST",
        f"{url}/registries",
        ada,
        {"title": "A fresh start", "is_private": False},
        201,
    )
    registry = f"{url}/registries/{made['id']}"
    item = _send("POST", f"{registry}/items", ada, KETTLE, 201)["data"]["id"]
    bob = {**key, "Authorization": wordpress.new_person().authorization}
    _send("POST", f"{url}/items/{item}/purchases", bob, {}, 201)
    [seen] = _send("GET", f"{registry}/items", ada, None, 200)
    assert (seen["name"], seen["quantity_purchased"]) == ("Kettle", 1), seen
    _send("GET", f"{registry}/items", key, None, 401)  # a key is nobody's account
    _send("DELETE", registry, ada, None, 204)
    return f"registry {made['id']} with item {item} was made, bought from, deleted"


def check_admin_is_styled(url: str, stage: str) -> str:
    """A browser sends no key. The page's styles lie under the stage's own address."""
    page = _get(f"{url}/admin/login/", {})
    assert page.status_code == 200, page.text
    styles = re.findall(r'href="([^"]+\.css)"', page.text)
    assert styles, page.text
    for address in styles:
        assert address.startswith(f"/{stage}/static/"), address
        css = _get(url + address.removeprefix(f"/{stage}"), {})
        assert css.status_code == 200, (address, css.status_code)
        assert css.headers["Content-Type"].startswith("text/css"), css.headers
    return f"{len(styles)} style sheets, {styles[0]} is one"


def key_of(name: str) -> str:
    keys = boto3.client("apigateway").get_api_keys(nameQuery=name, includeValues=True)
    [value] = [key["value"] for key in keys["items"] if key["name"] == name]
    return str(value)


def _get(url: str, headers: dict[str, str]) -> requests.Response:
    return requests.get(url, headers=headers, timeout=SECONDS)


def _send(
    method: str, url: str, headers: dict[str, str], body: Any, wanted: int
) -> Any:
    answer = requests.request(method, url, headers=headers, json=body, timeout=SECONDS)
    said = f"{method} {url}: {answer.status_code} {answer.text[:500]}"
    assert answer.status_code == wanted, said
    return answer.json() if answer.content else None
