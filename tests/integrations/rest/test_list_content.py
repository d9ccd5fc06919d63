"""GET /integration/content: posts and terms of all sites that a person may see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.models import ContentItem, Kind
from tests.integrations.sites import SitesMixin, make_content
from tests.worlds import Caller

LIST = "/integration/content"


class ContentMixin(SitesMixin):
    def page(self, query: str = "", caller: Caller | None = None) -> dict[str, Any]:
        cache.clear()  # else the hundred and first is a 429
        response = (caller or self.eve).get(f"{LIST}{query}")
        assert response.status_code == 200, response.content
        return dict(response.json()["data"])

    def ids(self, query: str = "", caller: Caller | None = None) -> list[int]:
        return [row["external_id"] for row in self.page(query, caller)["results"]]

    def term(self, external_id: int, **fields: Any) -> ContentItem:
        return make_content(
            self.integration,
            external_id,
            kind=Kind.TAXONOMY,
            type_slug="category",
            **fields,
        )


class ListContentTests(ContentMixin, TestCase):
    def test_shows_each_with_where_it_is(self) -> None:
        at = datetime(2026, 11, 20, 10, tzinfo=UTC)
        post = make_content(self.integration, 7, published_at=at, modified_at=at)
        term = self.term(8, title="Käse", slug="k%c3%a4se")

        response = self.ada.get(LIST)

        assert response.status_code == 200
        assert response.json() == {
            "success": True,
            "data": {
                "results": [
                    {
                        "id": post.pk,
                        "integration_id": self.integration.pk,
                        "kind": "post_type",
                        "type": "post",
                        "external_id": 7,
                        "status": "publish",
                        "title": "Kettle 7",
                        "slug": "kettle-7",
                        "published_at": "2026-11-20T10:00:00Z",
                        "modified_at": "2026-11-20T10:00:00Z",
                        "url": "https://shop.example.test/?p=7",
                        "edit_url": "https://shop.example.test/wp-admin/post.php"
                        "?post=7&action=edit",
                    },
                    {
                        "id": term.pk,
                        "integration_id": self.integration.pk,
                        "kind": "taxonomy",
                        "type": "category",
                        "external_id": 8,
                        "status": "publish",
                        "title": "Käse",
                        "slug": "k%c3%a4se",
                        "published_at": None,
                        "modified_at": None,
                        "url": "https://shop.example.test/?taxonomy=category"
                        "&term=k%c3%a4se",
                        "edit_url": "https://shop.example.test/wp-admin/term.php"
                        "?taxonomy=category&tag_ID=8",
                    },
                ],
                "next": None,
            },
        }

    def test_where_the_admin_is_elsewhere_links_lead_there(self) -> None:
        config = {
            **self.integration.config_json,
            "admin_url": "https://shop.example.test/wp/wp-admin/",
        }
        type(self.integration).objects.filter(pk=self.integration.pk).update(
            config_json=config
        )
        make_content(self.integration, 7)

        [row] = self.page()["results"]

        assert row["edit_url"].startswith(
            "https://shop.example.test/wp/wp-admin/post.php?"
        )

    def test_what_is_private_has_no_words(self) -> None:
        make_content(self.integration, 1, status="private", title=None, slug=None)
        self.term(2, title=None, slug=None)

        post, term = self.page()["results"]

        assert (post["title"], post["slug"]) == (None, None)
        assert post["url"] == "https://shop.example.test/?p=1"
        assert (term["title"], term["url"]) == (None, None)
        assert term["edit_url"]

    def test_staff_see_all_and_others_what_they_own(self) -> None:
        make_content(self.integration, 1)
        make_content(self.blogs_integration, 2)

        assert self.ids() == [1, 2]
        assert self.ids("", self.ada) == [1]
        assert self.ids("", self.dora) == [2]
        assert self.ids("", self.carol) == []

    def test_what_is_anothers_is_found_by_no_question(self) -> None:
        make_content(self.blogs_integration, 2)
        for query in (
            f"?integration={self.blogs_integration.pk}",
            f"?integration={2**63 - 1}",
            "?search=kettle",
            "?search=2",
            "?type=post",
            "?status=publish",
        ):
            answer = self.ada.get(f"{LIST}{query}")
            assert answer.json()["data"] == {"results": [], "next": None}

    def test_tombstones_are_not_shown(self) -> None:
        make_content(
            self.integration, 1, title=None, slug=None, deleted_at=timezone.now()
        )

        assert self.ids() == self.ids("?search=1") == []

    def test_is_narrowed_by_what_is_asked(self) -> None:
        make_content(self.integration, 1)
        make_content(self.integration, 2, type_slug="page", status="draft")
        self.term(3)
        make_content(self.blogs_integration, 4)

        assert self.ids(f"?integration={self.integration.pk}") == [1, 2, 3]
        assert self.ids("?kind=taxonomy") == [3]
        assert self.ids("?kind=post_type&type=page") == [2]
        assert self.ids("?type=post") == [1, 4]
        assert self.ids("?status=draft") == [2]
        assert self.ids("?status=123") == []
        assert self.ids(f"?type=post&integration={self.blogs_integration.pk}") == [4]
        assert self.ids("?unknown=1") == [1, 2, 3, 4]

    def test_pages(self) -> None:
        for number in range(1, 6):
            make_content(self.integration, number)

        ids: list[Any] = []
        after: int | None = 0
        while after is not None:
            page = self.page(f"?limit=2&after={after}")
            ids += [row["external_id"] for row in page["results"]]
            after = page["next"]

        assert ids == [1, 2, 3, 4, 5]
        assert len(self.page("?limit=200")["results"]) == 5

    def test_one_query_whatever_the_number_of_rows(self) -> None:
        for number in range(1, 51):
            make_content(self.integration, number)
        self.eve.get(LIST)

        with CaptureQueriesContext(connection) as queries:
            response = self.eve.get(f"{LIST}?search=kettle")

        assert len(response.json()["data"]["results"]) == 50
        assert len(queries) == 1

    def test_a_query_that_cannot_be(self) -> None:
        for query, name in (
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("after=x", "after"),
            ("integration=0", "integration"),
            ("integration=x", "integration"),
            (f"integration={2**63}", "integration"),
            ("kind=post", "kind"),
            ("kind=", "kind"),
            ("type=", "type"),
            ("type=%00", "type"),
            (f"type={'x' * 33}", "type"),
            ("status=", "status"),
            ("status=a%0ab", "status"),
            (f"status={'x' * 21}", "status"),
            ("search=", "search"),
            ("search=a", "search"),
            ("search=%C2%B2", "search"),  # ²
            ("search=a%00b", "search"),
            (f"search={'x' * 101}", "search"),
            (f"search={'1' * 101}", "search"),
        ):
            with self.subTest(query[:30]):
                cache.clear()
                response = self.eve.get(f"{LIST}?{query}")

                assert response.status_code == 422
                locations = {tuple(e["loc"]) for e in response.json()["errors"]}
                assert locations == {("query", name)}

    def test_a_key_lists_nothing(self) -> None:
        make_content(self.integration, 1)

        response = self.by_key.get(LIST)

        assert response.status_code == 403
        assert "Kettle" not in response.content.decode()


class SearchContentTests(ContentMixin, TestCase):
    def found(self, text: str) -> list[int]:
        return self.ids(f"?search={quote(text, safe='')}")

    def test_by_a_part_of_the_title_or_the_slug(self) -> None:
        make_content(self.integration, 1, title="A red kettle", slug="one")
        make_content(self.integration, 2, title="A pan", slug="red-pan")
        make_content(self.integration, 3, title="A pot", slug="pot")

        assert self.found("red") == [1, 2]
        assert self.found("ed kett") == [1]
        assert self.found("RED") == [1, 2]
        assert self.found("green") == []

    def test_by_the_id_in_wordpress(self) -> None:
        make_content(self.integration, 5, title="A kettle", slug="kettle")
        make_content(self.integration, 55, title="A pan", slug="pan")
        make_content(self.integration, 7, title="The 55 best pots", slug="pots")
        make_content(self.integration, 8, title="Agent 007", slug="agent")

        assert self.found("5") == [5, 7]
        assert self.found("55") == [55, 7]
        assert self.found("007") == [7, 8]
        assert self.found("9" * 30) == self.found(str(2**63)) == []

    def test_in_any_case(self) -> None:
        make_content(self.integration, 1, title="Über uns", slug="ueber-uns")
        make_content(self.integration, 2, title="ÖFFNUNGSZEITEN", slug="zeiten")
        make_content(self.integration, 3, title="kategorie čaj", slug="caj")

        assert self.found("über") == self.found("ÜBER") == self.found("Über") == [1]
        assert self.found("öffnungszeiten") == [2]
        assert self.found("Čaj") == self.found("ČAJ") == [3]

    def test_what_is_looked_for_is_no_pattern(self) -> None:
        make_content(self.integration, 1, title="100% wool", slug="wool")
        make_content(self.integration, 2, title="a_b", slug="ab")
        make_content(self.integration, 3, title="a\\b'c\"d", slug="abcd")
        make_content(self.integration, 4, title="1000 things", slug="axb")

        assert self.found("100%") == [1]
        assert self.found("a_b") == [2]
        assert self.found("a\\b") == self.found("b'c") == self.found('c"d') == [3]
        assert self.found("%%") == self.found("__") == []

    def test_words_of_private_objects_are_never_found(self) -> None:
        make_content(self.integration, 77, status="private", title=None, slug=None)

        assert self.found("None") == self.found("null") == []
        assert self.found("77") == [77]
