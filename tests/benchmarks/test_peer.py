"""Tests that the peer is the stack that the first generation's description draws."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from benchmarks import servers
from benchmarks.cast import ADA, BOB, EVE, Caller
from benchmarks.data import EMPTY, SMALL
from benchmarks.setting import Setting

AFFILIATE = {"affiliate_url", "affiliate_status"}
GIFT = {"name": "A kettle", "url": "https://www.example.com/kettle"}


@pytest.fixture(scope="module")
def peer(where: Setting) -> Iterator[str]:
    with servers.peer(where.folder, where.environment) as url:
        yield url


def get(url: str, caller: Caller) -> Any:
    headers = {"Authorization": caller.authorization}
    response = requests.get(url, headers=headers, timeout=30)
    assert response.status_code == 200, response.text
    return response.json()


def test_it_welcomes_and_is_healthy(peer: str) -> None:
    welcome = {"message": "Welcome to AWS Lambda FastAPI"}
    healthy = {"status": "healthy", "service": "aws-lambda-fastapi"}

    assert requests.get(peer, timeout=30).json() == welcome
    assert requests.get(f"{peer}/health", timeout=30).json() == healthy


def test_nobody_gets_in_with_a_wrong_password(peer: str) -> None:
    url = f"{peer}/items/1"

    assert requests.get(url, timeout=30).status_code == 401
    assert requests.get(url, auth=("ada", "wrong"), timeout=30).status_code == 401


def test_only_administrators_see_affiliate_links(peer: str) -> None:
    assert get(f"{peer}/items/1", EVE)["data"].keys() >= AFFILIATE
    assert not AFFILIATE & get(f"{peer}/items/1", ADA)["data"].keys()


def test_it_asks_wordpress_once_who_somebody_is(peer: str, where: Setting) -> None:
    get(f"{peer}/items/1", BOB)
    asked = where.calls_to_wordpress()
    get(f"{peer}/items/2", BOB)

    assert where.calls_to_wordpress() == asked


def test_a_registry_is_read_with_the_callers_credentials(peer: str) -> None:
    items = get(f"{peer}/registries/{SMALL.id}/items", ADA)
    bobs = {"Authorization": BOB.authorization}
    refused = requests.get(
        f"{peer}/registries/{SMALL.id}/items", headers=bobs, timeout=30
    )

    assert [item["name"] for item in items] == SMALL.names
    assert refused.status_code == 403


def test_wordpress_hears_of_a_new_item(peer: str, where: Setting) -> None:
    registry = EMPTY[0].id
    headers = {"Authorization": BOB.authorization}
    url = f"{peer}/registries/{registry}/items"
    made = requests.post(url, json=GIFT, headers=headers, timeout=30)
    post = f"{where.wordpress}/wp-json/wp/v2/restart-registry/{registry}?context=edit"

    assert made.status_code == 201
    ids = json.loads(get(post, BOB)["meta"]["restart_item_ids"])
    assert ids == [made.json()["data"]["id"]]
