"""How a title or a status gets into WordPress, and what stays as it is."""

from __future__ import annotations

import uuid
from typing import Any

from tests.bridge_worlds import BridgeMixin


class BridgeChangePostTests(BridgeMixin):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.set_flags(connection=True, two_way=True)
        self.post_id = self.bridge.add_post(title="A kettle", slug="my-kettle")

    def change(
        self, post_id: int, *, change: str = "", expected: str = "", **fields: Any
    ) -> tuple[int, Any]:
        body = {
            "expected": expected or self.checksum(post_id),
            "change": change or str(uuid.uuid4()),
            **fields,
        }
        return self.ask("POST", f"/posts/{post_id}", by=self.bridge.service, body=body)

    def checksum(self, post_id: int, type_: str = "post") -> str:
        query: dict[str, Any] = {"from": post_id, "to": post_id, "list": 1}
        [row] = self.get("/checksums", kind="post_type", type=type_, **query)
        return str(row["checksum"])

    def test_title_and_status_are_set_and_the_row_comes_back(self) -> None:
        before = self.row_of("post", self.post_id)
        change = str(uuid.uuid4())

        status, row = self.change(
            self.post_id, change=change, title="A “pan” 🍳 it's", status="draft"
        )

        assert status == 200
        assert row == self.row_of("post", self.post_id)
        assert (row["title"], row["status"]) == ("A “pan” 🍳 it's", "draft")
        assert row["slug"] == "my-kettle"
        assert row["origin"] == change
        assert row["seq"] > before["seq"]

    def test_what_was_not_asked_stays(self) -> None:
        _, row = self.change(self.post_id, title="A pan")

        assert (row["title"], row["status"]) == ("A pan", "publish")

    def test_a_repeat_changes_nothing(self) -> None:
        change, expected = str(uuid.uuid4()), self.checksum(self.post_id)
        asked = {"change": change, "expected": expected, "title": "A pan"}

        first = self.change(self.post_id, **asked)
        again = self.change(self.post_id, **asked)

        assert first == again
        assert first[0] == 200

    def test_after_somebody_elses_change_it_is_a_409_with_their_row(self) -> None:
        expected = self.checksum(self.post_id)
        self.bridge.change_post(self.post_id, title="Their kettle")

        status, data = self.change(self.post_id, expected=expected, title="Our pan")

        assert (status, data["code"]) == (409, "restart_bridge_conflict")
        assert data["data"]["row"]["title"] == "Their kettle"
        assert self.row_of("post", self.post_id)["title"] == "Their kettle"

    def test_while_either_box_is_not_ticked_nothing_is_changed(self) -> None:
        for flags in ({"two_way": False}, {"connection": False, "two_way": True}):
            with self.subTest(flags):
                self.bridge.set_flags(**flags)

                status, _ = self.change(self.post_id, title="A pan")

                assert status == 403
                assert self.row_of("post", self.post_id)["title"] == "A kettle"

    def test_what_has_no_words_gets_none(self) -> None:
        private = self.bridge.add_post(status="private")
        registry = self.bridge.add_post("restart-registry")

        assert self.change(private, title="A pan")[0] == 403
        expected = self.checksum(registry, "restart-registry")
        assert self.change(registry, expected=expected, title="A pan")[0] == 403

    def test_other_statuses_are_refused(self) -> None:
        for status in ("private", "trash", "future", "inherit", "", "nonsense"):
            with self.subTest(status):
                answer, _ = self.change(self.post_id, status=status)

                assert answer == 400
                assert self.row_of("post", self.post_id)["status"] == "publish"

    def test_a_post_that_is_not_there_is_a_404(self) -> None:
        self.bridge.trash_post(self.post_id)

        for post_id in (self.post_id, self.post_id + 1000):
            with self.subTest(post_id):
                status, data = self.change(post_id, expected="00000000", title="A pan")

                assert (status, data["code"]) == (404, "rest_post_invalid_id")
