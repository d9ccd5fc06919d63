"""A story that would keep WordPress busy until its memory runs out."""

from __future__ import annotations

from tests.real.wordpress import RealWordPress

TOO_LONG = "<!-- wp:x -->x<!--" * 20_000
UNCLOSED = "<!-- wp:x -->" * 20_000 + "x<!--"
REGISTRIES = "/wp/v2/restart-registry"


def test_comments_that_never_close_are_taken_out_first(
    wordpress: RealWordPress,
) -> None:
    body = {"title": "Kettle", "content": UNCLOSED, "status": "private"}

    answer = wordpress.request("POST", REGISTRIES, wordpress.accounts["ada"], body)

    assert answer.status_code == 201
    assert "<!--" not in answer.json()["content"]["raw"]


def test_what_is_left_of_them_may_be_too_long(wordpress: RealWordPress) -> None:
    body = {"title": "Kettle", "content": TOO_LONG, "status": "private"}

    answer = wordpress.request("POST", REGISTRIES, wordpress.accounts["ada"], body)

    assert (answer.status_code, answer.json()["code"]) == (400, "restart_too_long")
