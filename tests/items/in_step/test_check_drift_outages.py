"""check_drift and a WordPress that answers badly, in part or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable

import requests
from django.db import connection
from django.test.utils import CaptureQueriesContext

from items.models import Item, OutOfStepRegistry
from tests.items.in_step.drift import REGISTRIES, DriftMixin
from tests.wordpress import Received, Says
from tests.worlds import make_item


class ManyRegistriesTests(DriftMixin):
    def setUp(self) -> None:
        super().setUp()
        self.registries = [self.registry() for _ in range(250)]

    def offsets(self) -> list[str]:
        return [
            received.query["offset"]
            for received in self.wordpress.requests
            if received.path == REGISTRIES
        ]

    def second_page(self, answer: Says | Exception) -> None:
        """Let WordPress answer this."""

        def before(received: Received) -> None:
            is_it = received.query.get("offset") == "99"
            self.wordpress.instead = {REGISTRIES: answer} if is_it else {}

        self.wordpress.before = before

    def test_they_are_read_page_by_page(self) -> None:
        last = self.registries[-1]
        kettle = make_item(last)

        said = self.fails()

        assert self.offsets() == ["0", "99", "198"]
        assert self.row(said, last) == ["not named", "mends", str(kettle.pk)]
        assert "250 registries compared, 1 differs: 0 mended, 1 left." in said

    def test_few_queries_for_many(self) -> None:
        for registry_id in self.registries:
            self.name(registry_id, make_item(registry_id).pk)

        # The items of 3 pages; their registries, in two statements of which the second finds none;
        # the marks; the items without a registry.
        with self.assertNumQueries(7):
            self.check()

    def test_whose_the_items_are_is_read_from_an_index_page_by_page(self) -> None:
        """Among ten million items it would be one read of more than a minute."""
        with CaptureQueriesContext(connection) as queries:
            self.check()

        reads = [query["sql"] for query in queries if " DISTINCT " in query["sql"]]
        assert reads and all(" LIMIT " in sql for sql in reads)
        with connection.cursor() as cursor:
            (sql,) = (sql for sql in reads if 'FROM "items"' in sql)
            (plan,) = cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        assert "USING COVERING INDEX idx_items_active_registry_id" in plan[-1]

    def test_a_failing_page_stops_it_and_changes_nothing(self) -> None:
        make_item(self.registries[0])
        make_item(self.registries[-1])
        totals = {"X-WP-Total": "250", "X-WP-TotalPages": "3"}
        answers: list[tuple[Says | Exception, str]] = [
            (Says(500, b"<html>"), "can't be used"),
            (Says(200, b"<html>Maintenance</html>"), "can't be used"),
            (Says(200, b"[]", totals), "changed after the first 100"),
            (Says(200, b"7", totals), "changed after the first 100"),
            (Says(200, b"[{}]", totals), "not a registry"),
            (Says(200, b"[]"), "without its totals"),
            (Says(404, b'{"code": "rest_no_route"}'), "can't be used"),
            (Says(404, b'{"code": "rest_post_invalid_id"}'), "can't be used"),
            (Says(403, b'{"code": "rest_forbidden"}'), "can't be used"),
            (Says(503), "not answering"),
            (requests.ReadTimeout(), "not answering"),
            (requests.ConnectionError(), "not answering"),
            (Says(401, b'{"code": "rest_forbidden"}'), "refused the service account"),
        ]
        for answer, words in answers:
            with self.subTest(answer=answer):
                self.second_page(answer)

                said = self.fails(fix=True)

                assert words in said
                assert "Nothing was changed." in said
                assert "compared" not in said
        assert self.wordpress.writes == []
        assert Item.objects.active().count() == 2
        assert not OutOfStepRegistry.objects.exists()

    def test_one_deleted_between_the_pages_stops_it(self) -> None:
        """The page after it begins one later, so one registry was skipped."""
        kettle = make_item(self.registries[100])
        self.name(self.registries[100], kettle.pk)
        self.before_the_second_page(lambda: self.remove(0))

        said = self.fails(fix=True)

        assert "the list of registries changed after the first 100" in said
        assert "Try again: a registry may have been deleted meanwhile." in said
        assert Item.objects.active().count() == 1
        assert "249 registries compared, 0 differ" in self.check()

    def test_the_last_page_disappears(self) -> None:
        for registry_id in self.registries[101:]:
            self.wordpress.remove(registry_id)
        self.before_the_second_page(lambda: self.remove(0))

        assert "Nothing was changed. Try again" in self.fails(fix=True)

    def test_one_deleted_and_one_made_between_the_pages_stops_it(self) -> None:
        """The number is right, and still one registry was skipped."""
        self.before_the_second_page(lambda: self.remove(0), self.registry)

        assert "changed after the first 100" in self.fails(fix=True)

    def test_what_comes_and_goes_on_later_pages_stops_nothing(self) -> None:
        self.before_the_second_page(lambda: self.remove(150, 249), self.registry)

        assert "249 registries compared, 0 differ" in self.check()

    def test_one_that_is_left_out_of_a_page_is_noticed(self) -> None:
        """Some plugins filter posts after WordPress counted and cut them."""
        posts = [
            self.wordpress.stored(registry_id).as_rest(
                self.wordpress.person("eve"), "edit"
            )
            for registry_id in self.registries[99:199]
        ]
        totals = {"X-WP-Total": "250", "X-WP-TotalPages": "3"}
        for left_out in (0, 50):
            rest = [*posts[:left_out], *posts[left_out + 1 :]]
            self.second_page(Says(200, json.dumps(rest).encode(), totals))

            assert "the list of registries changed" in self.fails(fix=True)

    def remove(self, *numbers: int) -> None:
        for number in numbers:
            self.wordpress.remove(self.registries[number])

    def before_the_second_page(self, *changes: Callable[[], object]) -> None:
        def before(received: Received) -> None:
            if received.query.get("offset") == "99":
                self.wordpress.before = lambda received: None
                for change in changes:
                    change()

        self.wordpress.before = before


class BrokenWordPressTests(DriftMixin):
    def setUp(self) -> None:
        super().setUp()
        self.first, self.second = self.registry([999]), self.registry([999])
        self.kettle = make_item(self.first)

    def test_no_registries_at_all_is_no_wish_to_delete(self) -> None:
        self.wordpress.site.posts.clear()

        said = self.fails(fix=True)

        assert "gone, more than WordPress has. Nothing was changed." in said
        assert Item.objects.active().count() == 1

    def test_a_site_without_registries_and_items_is_in_step(self) -> None:
        Item.objects.update(is_active=False)
        self.wordpress.site.posts.clear()

        assert "0 registries compared, 0 differ" in self.check(fix=True)

    def test_an_outage(self) -> None:
        self.wordpress.stop()

        said = self.fails(fix=True)

        assert "WordPress is not answering (GET" in said
        assert "Nothing was changed. Try again when it does." in said

    def test_a_refused_service_account(self) -> None:
        self.wordpress.revoke("service")

        assert "Nothing was changed. Run check_wordpress." in self.fails(fix=True)

    def test_an_account_without_the_rights(self) -> None:
        self.wordpress.change_role("service", "subscriber")

        assert "run check_wordpress" in self.fails(fix=True)
        assert Item.objects.active().count() == 1

    def test_only_a_definite_404_means_that_one_is_gone(self) -> None:
        gone = self.in_step()
        self.wordpress.remove(gone)
        answers: list[Says | Exception] = [
            Says(404, b"<html>Not found</html>"),
            Says(404, b'{"code": "rest_no_route"}'),
            Says(403, b'{"code": "rest_forbidden"}'),
            Says(401, b'{"code": "rest_forbidden"}'),
            Says(200, b"null"),
            Says(301),
            requests.ReadTimeout(),
        ]
        for answer in answers:
            with self.subTest(answer=answer):
                self.wordpress.instead = {f"{REGISTRIES}/{gone}": answer}

                assert "Nothing was changed." in self.fails(fix=True)
        assert Item.objects.active().in_registry(gone).exists()

    def test_what_was_mended_stays_when_it_fails_in_the_middle(self) -> None:
        gone = self.in_step()
        self.wordpress.remove(gone)
        self.wordpress.before = self.stop_after_a_write

        said = self.fails(fix=True)

        assert "WordPress is not answering (GET" in said
        assert "What is mended stays; the next run goes on." in said
        assert self.named(self.first) == [self.kettle.pk]
        assert self.named(self.second) == [999]
        assert Item.objects.active().in_registry(gone).exists()
        self.wordpress.before = lambda received: None
        self.wordpress.start()
        assert "2 differ: 2 mended, 0 left" in self.check(fix=True)
        assert not OutOfStepRegistry.objects.exists()

    def stop_after_a_write(self, received: Received) -> None:
        if len(self.wordpress.writes) == 1 and received.method == "GET":
            self.wordpress.stop()

    def test_a_write_that_fails_leaves_the_mark(self) -> None:
        self.wordpress.instead["/restart-registry/v1"] = Says(500, b"<html>")

        assert "can't be used (POST" in self.fails(fix=True)

        assert OutOfStepRegistry.objects.get().pk == self.first
        assert self.named(self.first) == [999]

    def test_what_wordpress_finds_wrong_with_one_leaves_that_one(self) -> None:
        wrong = Says(400, b'{"code": "rest_invalid_param"}')
        path = f"/restart-registry/v1/registries/{self.first}/meta"
        self.wordpress.instead[path] = wrong

        said = self.fails(fix=True)

        assert f"registry {self.first} is left: POST {path}: 400" in said
        assert "1 mended, 1 left." in said
        assert self.named(self.second) == []

    def test_a_number_that_is_no_registrys(self) -> None:
        totals = {"X-WP-Total": "1", "X-WP-TotalPages": "1"}
        post = self.wordpress.stored(self.first).as_rest(None, "edit")
        for number in (2**63, 10**30, 1.5, "1", None):
            body = json.dumps([{**post, "id": number}]).encode()
            self.wordpress.instead = {REGISTRIES: Says(200, body, totals)}

            assert "not a registry" in self.fails(fix=True)
