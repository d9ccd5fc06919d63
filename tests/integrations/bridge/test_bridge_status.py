"""What the bridge says of itself and of the types that it has."""

from __future__ import annotations

from tests.bridge_worlds import BridgeMixin


class BridgeStatusTests(BridgeMixin):
    def test_it_names_contract_address_and_flags(self) -> None:
        self.bridge.set_flags(connection=True, two_way=False)

        status = self.get("/status")

        assert status["contract"] == 1
        assert status["site_url"] == self.bridge.url
        assert status["plugin_connection_enabled"] is True
        assert status["two_way_sync_enabled"] is False
        assert isinstance(status["generation"], str)
        assert status["generation"]
        assert status["journal_gap"] is None
        assert {"bridge_version", "wordpress_version"} <= set(status)

    def test_a_box_that_is_ticked_shows_at_once(self) -> None:
        self.bridge.set_flags(connection=False, two_way=True)

        status = self.get("/status")

        assert status["plugin_connection_enabled"] is False
        assert status["two_way_sync_enabled"] is True

    def test_a_head_is_the_last_seq_of_its_type(self) -> None:
        self.changes("post_type", "page")
        self.bridge.add_post("page")

        heads = self.get("/status")["heads"]

        assert heads["post_type"]["page"] == self.changes("post_type", "page")["head"]
        assert set(heads) == {"post_type", "taxonomy"}
        assert set(heads["taxonomy"]) >= {"category", "post_tag"}

    def test_a_change_of_one_type_moves_its_head_only(self) -> None:
        for type_ in ("page", "post"):
            self.changes("post_type", type_)
        before = self.get("/status")["heads"]["post_type"]

        self.bridge.add_post("page")

        after = self.get("/status")["heads"]["post_type"]
        assert after["page"] > before["page"]
        assert after["post"] == before["post"]


class BridgeStructureTests(BridgeMixin):
    def test_it_is_the_body_of_update_structure(self) -> None:
        structure = self.get("/structure")

        assert set(structure) >= {
            "post_types",
            "taxonomies",
            "plugin_connection_enabled",
            "two_way_sync_enabled",
            "timestamp",
            "site_url",
            "admin_url",
        }
        assert {"label", "count"} <= set(structure["post_types"]["page"])
        assert {"label", "count"} <= set(structure["taxonomies"]["category"])
        assert structure["site_url"] == self.bridge.url

    def test_a_count_is_what_changes_would_deliver(self) -> None:
        before = self.get("/structure")["post_types"]["post"]["count"]
        for status in ("publish", "draft", "private", "future", "trash", "auto-draft"):
            self.bridge.add_post(status=status, slug=f"a-{status}")

        count = self.get("/structure")["post_types"]["post"]["count"]

        assert count == before + 4
        assert count == self.changes("post_type", "post")["live_count"]

    def test_a_term_without_posts_counts(self) -> None:
        before = self.get("/structure")["taxonomies"]["category"]["count"]

        self.bridge.add_term("category", "Garden")

        assert self.get("/structure")["taxonomies"]["category"]["count"] == before + 1
