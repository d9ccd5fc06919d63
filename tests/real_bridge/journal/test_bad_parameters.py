"""What the bridge can't take is 400 with a code, and writes nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.objects import new_post

OF_TYPE = {"kind": "post_type", "type": "post"}
RANGE = {**OF_TYPE, "from": 1, "to": 9}
TOUCH = {**OF_TYPE, "ids": [1]}
CHANGE = {"expected": "0" * 8, "change": str(uuid.UUID(int=7)), "title": "New"}
STATE = "SELECT (SELECT MAX(seq) FROM wp_restart_bridge_journal) AS head, GROUP_CONCAT(post_title) AS titles FROM wp_posts WHERE post_type = 'post'"  # fmt: skip
INVALID, MISSING, UNKNOWN = "rest_invalid_param", "rest_missing_callback_param", "restart_bridge_unknown_type"  # fmt: skip
BAD = [
    # of every route with a type
    *(
        (method, path, {**good, **bad}, code)
        for method, path, good in (
            ("GET", "/changes", OF_TYPE),
            ("GET", "/checksums", RANGE),
            ("POST", "/touch", TOUCH),
        )
        for bad, code in (
            ({"kind": "user"}, INVALID),
            ({"kind": ""}, INVALID),
            ({"type": ""}, INVALID),
            ({"type": "Post"}, INVALID),
            ({"type": "p" * 33}, INVALID),
            ({"type": "post'--"}, INVALID),
            ({"type": "nothing"}, UNKNOWN),
            ({"type": "__proto__"}, UNKNOWN),
            ({"type": "attachment"}, UNKNOWN),
            ({"type": "revision"}, UNKNOWN),
            ({"type": "note"}, UNKNOWN),
            ({"type": "category"}, UNKNOWN),
            ({"kind": "taxonomy"}, UNKNOWN),
            ({"kind": "taxonomy", "type": "post_format"}, UNKNOWN),
        )
    ),
    ("GET", "/changes", {}, MISSING),
    ("GET", "/changes", {"kind": "post_type"}, MISSING),
    ("GET", "/changes", {"type": "post"}, MISSING),
    *(
        ("GET", "/changes", {**OF_TYPE, **bad}, INVALID)
        for bad in (
            {"after": -1},
            {"after": "x"},
            {"after": ""},
            {"after": "1.5"},
            {"after": 2**63},
            {"after": 2**64},
            {"limit": 0},
            {"limit": 501},
            {"limit": "all"},
        )
    ),
    ("GET", "/checksums", OF_TYPE, MISSING),
    ("GET", "/checksums", {**OF_TYPE, "from": 1}, MISSING),
    *(
        ("GET", "/checksums", {**RANGE, **bad}, INVALID)
        for bad in (
            {"from": -1},
            {"from": "a"},
            {"from": 10},
            {"to": 50_001},
            {"to": 501, "list": 1},
            {"to": 2**64},
            {"parts": 0},
            {"parts": 101},
            {"list": "perhaps"},
        )
    ),
    ("POST", "/touch", OF_TYPE, MISSING),
    *(
        ("POST", "/touch", {**OF_TYPE, "ids": ids}, INVALID)
        for ids in (
            [],
            [0],
            [-1],
            [1.5],
            [True],
            ["a"],
            [[1]],
            {"a": "b"},
            "all",
            [2**63],
            [2**64],
            list(range(1, 502)),
        )
    ),
    *(("POST", "/posts/1", {name: CHANGE[name] for name in CHANGE if name != gone}, MISSING) for gone in ("expected", "change")),
    ("POST", "/posts/1", {**CHANGE, "expected": None}, MISSING),
    ("POST", "/posts/1", {name: CHANGE[name] for name in ("expected", "change")}, INVALID),
    *(
        ("POST", "/posts/1", {**CHANGE, **bad}, INVALID)
        for bad in (
            {"expected": ""},
            {"expected": "0" * 7},
            {"expected": "G" * 8},
            {"expected": 12345678},
            {"change": "x"},
            {"change": 7},
            {"title": ""},
            {"title": "x" * 501},
            {"title": "two\nlines"},
            {"title": "nothing\0at all"},
            {"title": ["a"]},
            {"title": 5},
            {"status": "private"},
            {"status": "future"},
            {"status": "trash"},
            {"status": "sold"},
            {"status": ""},
            {"status": True},
        )
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def before(followed_site: Followed) -> Any:
    followed_site.as_new()
    new_post(followed_site.shell)
    followed_site.changes("post_type", "post")
    return followed_site.sql(STATE)


@pytest.mark.parametrize(
    ("method", "path", "values", "code"),
    BAD,
    ids=[f"{path} {values} {number}"[:60] for number, (_, path, values, _) in enumerate(BAD)],
)  # fmt: skip
def test_each_is_a_400(
    followed_site: Followed,
    before: Any,
    method: str,
    path: str,
    values: dict[str, Any],
    code: str,
) -> None:

    answer = followed_site.ask(method, path, values)

    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.text
    assert followed_site.sql(STATE) == before


@pytest.mark.parametrize("body", [b"{", b'{"title": "\\ud800"}', b"\xff", b"[" * 600])
def test_what_is_no_json_is_a_400(
    followed_site: Followed, before: Any, body: bytes
) -> None:
    for path in ("/touch", "/posts/1"):
        answer = followed_site.send(path, body)

        assert (answer.status_code, answer.json()["code"]) == (400, "rest_invalid_json")
    assert followed_site.sql(STATE) == before
