"""Who may ask the bridge what."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from tests.real_bridge.journal.followed import BRIDGE, Followed
from tests.real_bridge.journal.objects import new_post

OF_TYPE = {"kind": "post_type", "type": "post"}
READ: dict[str, tuple[str, str, dict[str, Any]]] = {
    "status": ("GET", "/status", {}),
    "structure": ("GET", "/structure", {}),
    "changes": ("GET", "/changes", OF_TYPE),
    "checksums": ("GET", "/checksums", {**OF_TYPE, "from": 1, "to": 9}),
    "list": ("GET", "/checksums", {**OF_TYPE, "from": 1, "to": 9, "list": 1}),
    "touch": ("POST", "/touch", {**OF_TYPE, "ids": [1]}),
}
ROLES = """
    add_role( 'tests_reader', 'Reader', array( 'read' => true, 'restart_bridge_read' => true ) );
    add_role( 'tests_writer', 'Writer', array( 'read' => true, 'restart_bridge_write' => true ) );"""
# name → the answer to what only reads, and to a change
MAY = {
    "": (401, 401),
    "carol": (403, 403),  # a subscriber
    "edith": (403, 403),  # an editor
    "reader": (200, 403),
    "writer": (403, 200),
    "service": (200, 200),  # the backend's account
    "eve": (200, 200),  # the administrator
}


@pytest.fixture(scope="module")
def everybody(followed_site: Followed) -> Followed:
    followed_site.shell.run(ROLES)
    for name, role in (("edith", "editor"), ("reader", "tests_reader"), ("writer", "tests_writer")):  # fmt: skip
        followed_site.add_account(name, role)
    return followed_site


@pytest.mark.parametrize("name", MAY)
def test_roles_by_routes(everybody: Followed, followed: Followed, name: str) -> None:
    post_id = new_post(followed.shell)
    (listed,) = followed.get("/checksums", **OF_TYPE, list=1, from_=post_id, to=post_id)
    change = {"expected": listed["checksum"], "change": str(uuid.uuid4()), "title": "By " + name}  # fmt: skip

    found = {
        route: followed.ask(method, path, values, name)
        for route, (method, path, values) in READ.items()
    }  # fmt: skip
    found["posts"] = followed.ask("POST", f"/posts/{post_id}", change, name)

    read, write = MAY[name]
    statuses = {route: answer.status_code for route, answer in found.items()}
    assert statuses == {**dict.fromkeys(READ, read), "posts": write}
    for answer in found.values():
        if answer.status_code != 200:
            assert answer.json()["code"] == "rest_forbidden"
            assert "kettle" not in answer.text
    title = followed.truth("post_type", "post")[post_id]["title"]
    assert title == ("By " + name if write == 200 else "A kettle")


def test_a_wrong_password_is_nobody(followed: Followed) -> None:
    wrong = replace(followed.accounts["service"], application_password="x" * 24)
    answer = followed.site.wordpress.request("GET", f"{BRIDGE}/status", wrong)

    assert answer.status_code == 401


def test_the_methods_are_these_and_no_others(followed: Followed) -> None:
    for path, methods in (
        ("/status", ("POST", "DELETE")),
        ("/changes", ("POST", "PUT")),
        ("/touch", ("GET",)),
        ("/posts/1", ("GET", "PUT", "DELETE")),
    ):
        for method in methods:
            answer = followed.ask(method, path)
            assert (answer.status_code, answer.json()["code"]) == (404, "rest_no_route")
