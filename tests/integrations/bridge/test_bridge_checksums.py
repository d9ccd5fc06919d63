"""How the bridge sums up what it holds, so that an audit finds what differs."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.bridge_worlds import BridgeMixin

FIELDS = ("id", "status", "title", "slug", "published_at", "modified_at")


def checksum(row: Any) -> str:
    texts = ["" if row[field] is None else str(row[field]) for field in FIELDS]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:8]


class BridgeChecksumTests(BridgeMixin):
    def ranges(self, first: int, last: int, **query: Any) -> Any:
        named: dict[str, Any] = {"from": first, "to": last, **query}
        return self.get("/checksums", kind="post_type", type="post", **named)

    def test_a_range_has_the_sum_of_its_rows_as_they_are_delivered(self) -> None:
        ids = [self.bridge.add_post(title=title) for title in ("A 🍵", "B", "C")]
        self.bridge.change_post(ids[1], status="private")

        [found] = self.ranges(ids[0], ids[-1], parts=1)

        rows = self.rows_of("post", *ids)
        total = sum(int(checksum(row), 16) for row in rows)
        assert found == {"from": ids[0], "to": ids[-1], "count": 3, "sum": total}

    def test_parts_divide_the_range_without_gaps(self) -> None:
        found = self.ranges(0, 49_999)

        assert len(found) == 16
        assert (found[0]["from"], found[-1]["to"]) == (0, 49_999)
        for before, after in zip(found, found[1:], strict=False):
            assert after["from"] == before["to"] + 1

    def test_a_range_smaller_than_its_parts_has_one_for_each_id(self) -> None:
        post_id = self.bridge.add_post()

        found = self.ranges(post_id, post_id + 2)

        assert [(part["from"], part["to"]) for part in found] == [
            (post_id, post_id),
            (post_id + 1, post_id + 1),
            (post_id + 2, post_id + 2),
        ]
        assert [part["count"] for part in found] == [1, 0, 0]

    def test_what_is_gone_does_not_count(self) -> None:
        first, last = self.bridge.add_post(), self.bridge.add_post()
        self.bridge.trash_post(last)

        [found] = self.ranges(first, last, parts=1)

        assert found["count"] == 1

    def test_a_list_names_objects_and_rows_of_the_journal(self) -> None:
        there, gone = self.bridge.add_post(), self.bridge.add_post()
        self.bridge.delete_post(gone)

        found = self.ranges(there, gone, list=1)

        rows = {row["id"]: row for row in self.rows_of("post", there, gone)}
        assert found == [
            {
                "id": there,
                "seq": rows[there]["seq"],
                "checksum": checksum(rows[there]),
            },
            {"id": gone, "seq": rows[gone]["seq"], "checksum": None},
        ]

    def test_a_change_past_all_hooks_shows(self) -> None:
        post_id = self.bridge.add_post(title="A kettle")
        [before] = self.ranges(post_id, post_id, list=1)

        self.bridge.change_past_hooks(post_id, "A pan")

        [after] = self.ranges(post_id, post_id, list=1)
        assert after["seq"] == before["seq"]
        assert after["checksum"] != before["checksum"]

    def test_ranges_are_bounded(self) -> None:
        wrong: list[dict[str, Any]] = [
            {"from": 0, "to": 50_000},
            {"from": 0, "to": 500, "list": 1},
            {"from": 5, "to": 4},
            {"from": -1, "to": 4},
            {"from": 0, "to": 4, "parts": 0},
            {"from": 0},
        ]
        for query in wrong:
            with self.subTest(query):
                of_posts = {"kind": "post_type", "type": "post", **query}
                status, _ = self.refused("GET", "/checksums", **of_posts)
                assert status == 400


class BridgeTouchTests(BridgeMixin):
    def test_a_touched_object_is_named_anew(self) -> None:
        post_id = self.bridge.add_post()
        before = self.row_of("post", post_id)
        self.bridge.change_past_hooks(post_id, "A pan")

        self.touch(post_id)

        row = self.row_of("post", post_id)
        assert row["seq"] > before["seq"]
        assert (row["op"], row["title"]) == ("put", "A pan")

    def test_what_vanished_past_all_hooks_is_gone_then(self) -> None:
        post_id = self.bridge.add_post()
        self.bridge.delete_past_hooks(post_id)

        self.touch(post_id)

        assert self.row_of("post", post_id)["op"] == "gone"

    def test_an_object_that_never_was_is_gone(self) -> None:
        post_id = self.bridge.add_post()

        self.touch(post_id + 1000)

        assert self.row_of("post", post_id + 1000)["op"] == "gone"

    def test_ids_are_1_to_500_numbers(self) -> None:
        for ids in ([], list(range(1, 502)), "all", [0], [-1], ["a"]):
            with self.subTest(ids=str(ids)[:20]):
                body = {"kind": "post_type", "type": "post", "ids": ids}
                status, _ = self.refused("POST", "/touch", **body)
                assert status == 400

    def touch(self, *ids: int) -> None:
        body = {"kind": "post_type", "type": "post", "ids": list(ids)}
        status, data = self.ask("POST", "/touch", by=self.bridge.service, body=body)
        assert status == 200, data
