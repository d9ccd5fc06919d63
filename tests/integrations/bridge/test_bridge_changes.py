"""What the bridge's journal says of posts and terms, and in which order."""

from __future__ import annotations

from tests.bridge_worlds import BridgeMixin


class BridgeRowTests(BridgeMixin):
    def test_a_post_has_these_fields(self) -> None:
        post_id = self.bridge.add_post(title="A kettle", slug="my-kettle")

        row = self.row_of("post", post_id)

        assert set(row) == {
            "seq",
            "id",
            "op",
            "status",
            "title",
            "slug",
            "published_at",
            "modified_at",
            "origin",
        }
        assert row["op"] == "put"
        assert row["status"] == "publish"
        assert (row["title"], row["slug"]) == ("A kettle", "my-kettle")
        assert row["origin"] is None
        assert row["modified_at"].endswith("Z")
        assert len(row["modified_at"]) == len("2026-11-28T10:00:00Z")

    def test_a_title_is_told_as_it_is_stored(self) -> None:
        title = "Tea &amp; <b>“cake”</b> 🍵 \\ it's"
        post_id = self.bridge.add_post(title=title)

        assert self.row_of("post", post_id)["title"] == title

    def test_a_title_is_cut_at_500_characters(self) -> None:
        post_id = self.bridge.add_post(title="🍵" * 600)

        assert self.row_of("post", post_id)["title"] == "🍵" * 500

    def test_a_draft_has_no_date_yet(self) -> None:
        post_id = self.bridge.add_post(status="draft", slug="")

        row = self.row_of("post", post_id)

        assert (row["status"], row["published_at"]) == ("draft", None)
        assert row["title"] == "A kettle"

    def test_a_term_is_published_and_has_no_dates(self) -> None:
        term_id = self.bridge.add_term("category", "Kitchen")

        row = self.row_of("category", term_id, "taxonomy")

        assert (row["op"], row["title"]) == ("put", "Kitchen")
        assert row["status"] == "publish"
        assert (row["published_at"], row["modified_at"]) == (None, None)

    def test_a_private_post_has_no_words(self) -> None:
        post_id = self.bridge.add_post(status="private")

        row = self.row_of("post", post_id)

        assert (row["status"], row["title"], row["slug"]) == ("private", None, None)

    def test_a_post_behind_a_password_has_no_words(self) -> None:
        post_id = self.bridge.add_post(password="tea")

        row = self.row_of("post", post_id)

        assert (row["status"], row["title"], row["slug"]) == ("publish", None, None)

    def test_a_registry_has_no_words_whatever_its_status(self) -> None:
        post_id = self.bridge.add_post("restart-registry", status="publish")

        row = self.row_of("restart-registry", post_id)

        assert (row["status"], row["title"], row["slug"]) == ("publish", None, None)

    def test_a_post_that_becomes_private_loses_its_words(self) -> None:
        post_id = self.bridge.add_post()
        before = self.row_of("post", post_id)

        self.bridge.change_post(post_id, status="private")

        row = self.row_of("post", post_id)
        assert row["seq"] > before["seq"]
        assert row["title"] is None


class BridgeJournalTests(BridgeMixin):
    def test_a_change_moves_the_row_to_the_end(self) -> None:
        first, second = self.bridge.add_post(), self.bridge.add_post()
        assert [row["id"] for row in self.rows_of("post", first, second)] == [
            first,
            second,
        ]

        self.bridge.change_post(first, title="Another kettle")

        rows = self.rows_of("post", first, second)
        assert [row["id"] for row in rows] == [second, first]
        assert rows[1]["title"] == "Another kettle"

    def test_a_row_says_what_is_true_when_it_is_asked(self) -> None:
        post_id = self.bridge.add_post(title="A kettle")
        seq = self.row_of("post", post_id)["seq"]

        self.bridge.change_past_hooks(post_id, "A pan")

        row = self.row_of("post", post_id)
        assert (row["seq"], row["title"]) == (seq, "A pan")

    def test_trashed_and_deleted_posts_are_gone_and_restored_ones_back(self) -> None:
        trashed, deleted = self.bridge.add_post(), self.bridge.add_post()
        self.bridge.trash_post(trashed)
        self.bridge.delete_post(deleted)

        rows = self.rows_of("post", trashed, deleted)

        assert [(row["id"], row["op"]) for row in rows] == [
            (trashed, "gone"),
            (deleted, "gone"),
        ]
        assert set(rows[0]) == {"seq", "id", "op"}
        self.bridge.restore_post(trashed)
        assert self.row_of("post", trashed)["op"] == "put"

    def test_a_post_of_another_type_is_gone_from_its_former_one(self) -> None:
        post_id = self.bridge.add_post("post")

        self.bridge.change_type(post_id, "page")

        assert self.row_of("post", post_id)["op"] == "gone"
        assert self.row_of("page", post_id)["op"] == "put"

    def test_terms_are_followed_as_posts_are(self) -> None:
        kitchen = self.bridge.add_term("category", "Kitchen")
        garden = self.bridge.add_term("category", "Garden")
        self.bridge.rename_term("category", kitchen, "Cellar")
        self.bridge.delete_term("category", garden)

        rows = self.rows_of("category", kitchen, garden, kind="taxonomy")

        told = [(row["id"], row["op"], row.get("title")) for row in rows]
        assert told == [(kitchen, "put", "Cellar"), (garden, "gone", None)]

    def test_the_answer_repeats_the_question(self) -> None:
        page = self.changes("post_type", "page", after=3, limit=7)

        asked = (page["kind"], page["type"], page["after"])
        assert asked == ("post_type", "page", 3)
        assert page["generation"] == self.get("/status")["generation"]

    def test_the_first_question_is_answered_with_what_was_there_before(self) -> None:
        self.bridge.add_term("post_tag", "old")

        page = self.changes("taxonomy", "post_tag")

        assert page["live_count"] == len([r for r in page["rows"] if r["op"] == "put"])
        assert page["head"] == page["rows"][-1]["seq"]

    def test_pages_are_in_order_and_as_long_as_asked(self) -> None:
        ids = [self.bridge.add_post() for _ in range(5)]
        after = self.row_of("post", ids[0])["seq"] - 1

        pages = []
        while rows := self.changes("post_type", "post", after=after, limit=2)["rows"]:
            pages.append([row["id"] for row in rows])
            after = rows[-1]["seq"]

        assert pages == [ids[:2], ids[2:4], ids[4:]]


class BridgeCursorTests(BridgeMixin):
    """A transaction with a smaller seq may still be open: for a minute rows come again."""

    def test_young_rows_are_delivered_and_the_cursor_stays_before_them(self) -> None:
        old = self.bridge.add_post()
        self.bridge.wait(61)
        seq = self.row_of("post", old)["seq"]
        young = [self.bridge.add_post() for _ in range(2)]

        page = self.changes("post_type", "post", after=seq - 1)

        assert [row["id"] for row in page["rows"]] == [old, *young]
        assert page["cursor"] == seq
        assert page["head"] == page["rows"][-1]["seq"]

    def test_a_minute_later_the_cursor_is_at_the_head(self) -> None:
        post_id = self.bridge.add_post()
        seq = self.row_of("post", post_id)["seq"]

        self.bridge.wait(61)

        page = self.changes("post_type", "post", after=seq - 1)
        assert page["cursor"] == page["head"] == seq

    def test_a_page_from_amid_the_young_rows_does_not_lead_past_them(self) -> None:
        old = self.bridge.add_post()
        self.bridge.wait(61)
        seq = self.row_of("post", old)["seq"]
        young = [self.bridge.add_post() for _ in range(3)]
        amid = self.row_of("post", young[0])["seq"]

        page = self.changes("post_type", "post", after=amid)

        assert [row["id"] for row in page["rows"]] == young[1:]
        assert page["cursor"] == seq

    def test_where_nothing_is_new_the_cursor_is_what_was_asked(self) -> None:
        self.bridge.add_post()
        self.bridge.wait(61)
        head = self.changes("post_type", "post")["head"]

        page = self.changes("post_type", "post", after=head)

        assert (page["rows"], page["cursor"], page["head"]) == ([], head, head)
