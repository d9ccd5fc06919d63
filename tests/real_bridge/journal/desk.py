"""Somebody of the staff, who changes a post from the backend."""

from __future__ import annotations

import uuid

import requests

from tests.real_bridge.journal.followed import Followed

WHOLE = "SELECT * FROM wp_posts WHERE ID = {}"


class Desk:
    """Changes what was seen, unless the test says otherwise."""

    def __init__(self, followed: Followed) -> None:
        self.followed = followed

    def checksum(self, post_id: int, type_: str = "post") -> str:
        query = {"kind": "post_type", "type": type_, "from": post_id, "to": post_id, "list": 1}  # fmt: skip
        (listed,) = self.followed.get("/checksums", **query)
        return str(listed["checksum"])

    def change(
        self,
        post_id: int,
        *,
        type_: str = "post",
        change: str = "",
        expected: str = "",
        name: str = "service",
        **fields: str,
    ) -> requests.Response:
        body = {
            "expected": expected or self.checksum(post_id, type_),
            "change": change or str(uuid.uuid4()),
            **fields,
        }
        return self.followed.ask("POST", f"/posts/{post_id}", body, name)

    def columns(self, post_id: int) -> dict[str, str]:
        (row,) = self.followed.sql(WHOLE.format(post_id))
        return row

    def told(self, post_id: int) -> list[str]:
        """Return the actions that RECORD has heard."""
        file = self.followed.site.local.site / "wp-content" / f"told-{post_id}"
        return file.read_text().splitlines() if file.exists() else []


def refusal(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
