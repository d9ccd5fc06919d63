"""`manage.py backfill_registry_ids` asks WordPress which registries the old items belong to."""

from __future__ import annotations

import io
import json

import requests
from django.core.management import CommandError, call_command
from django.test import TestCase

from items.models import Item, OutOfStepRegistry
from tests.wordpress import Received, Says
from tests.worlds import FakeWordPressMixin, make_item

LIST = "/wp/v2/restart-registry"


class BackfillRegistryIdsTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.kettle = make_item(None)
        self.lamp = make_item(None, is_active=False)
        self.registry_id = self.registry(self.lamp.pk, self.kettle.pk)

    def registry(self, *item_ids: int, owner: str = "ada", status: str = "") -> int:
        meta = {"restart_item_ids": json.dumps(item_ids)}
        status = status or "private"
        return self.wordpress.make_registry(owner=owner, status=status, meta=meta)

    def backfill(self, **options: object) -> str:
        out = io.StringIO()
        call_command("backfill_registry_ids", stdout=out, stderr=out, **options)
        return out.getvalue()

    def fails(self) -> str:
        with self.assertRaises(CommandError) as caught:
            self.backfill()
        return str(caught.exception)

    def found(self) -> dict[int, int | None]:
        return dict(Item.objects.values_list("pk", "registry_id"))

    def test_items_get_the_registry_that_names_them(self) -> None:
        stray = make_item(None)

        said = self.backfill()

        assert said == (
            "3 items without a registry: 2 are given theirs, 1 is in no list.\n"
        )
        assert self.found() == {
            self.kettle.pk: self.registry_id,
            self.lamp.pk: self.registry_id,
            stray.pk: None,
        }

    def test_the_service_account_asks_for_every_status_by_name(self) -> None:
        other = {
            status: make_item(None).pk
            for status in ("publish", "draft", "pending", "future", "restart-archived")
        }
        expected = {
            item_id: self.registry(item_id, owner="bob", status=status)
            for status, item_id in other.items()
        }

        self.backfill()

        assert self.found().items() >= expected.items()
        service = self.wordpress.accounts["service"].authorization
        assert {r.authorization for r in self.wordpress.requests} == {service}

    def test_their_time_stays_and_wordpress_has_to_hear_of_it(self) -> None:
        before = dict(Item.objects.values_list("pk", "updated_at"))

        self.backfill()

        assert dict(Item.objects.values_list("pk", "updated_at")) == before
        assert OutOfStepRegistry.objects.get().pk == self.registry_id

    def test_items_that_have_a_registry_keep_it(self) -> None:
        Item.objects.filter(pk=self.kettle.pk).update(registry_id=5)

        assert "1 item without a registry: 1 is given" in self.backfill()

        assert self.found()[self.kettle.pk] == 5

    def test_an_item_that_two_registries_name_is_reported_and_left(self) -> None:
        other = self.registry(self.kettle.pk, owner="bob")

        said = self.backfill()

        assert f"item {self.kettle.pk}: in the lists of registries" in said
        assert f"{self.registry_id} and {other}. Take it out of" in said
        assert "1 is given theirs, 0 are in no list" in said
        assert self.found()[self.kettle.pk] is None

    def test_one_that_a_list_names_twice_is_not_in_doubt(self) -> None:
        pot = make_item(None)
        registry_id = self.registry(pot.pk, pot.pk, owner="bob")

        self.backfill()

        assert self.found()[pot.pk] == registry_id

    def test_a_damaged_list_is_reported_and_the_others_are_read(self) -> None:
        damaged = self.registry()
        self.wordpress.set_meta(damaged, "restart_item_ids", "[1,")

        said = self.backfill()

        assert f"registry {damaged}: its restart_item_ids is no JSON list." in said
        assert "2 are given theirs" in said

    def test_ids_that_cannot_be_are_nobodys(self) -> None:
        self.registry(0, -1, 2**63, 2**70, owner="bob")

        assert "2 are given theirs" in self.backfill()

    def test_reads_every_page(self) -> None:
        items = [make_item(None) for _ in range(250)]
        expected = {item.pk: self.registry(item.pk) for item in items}

        self.backfill()

        assert self.found().items() >= expected.items()

    def test_a_dry_run_writes_nothing(self) -> None:
        said = self.backfill(dry_run=True)

        assert "2 would be given theirs" in said
        assert set(self.found().values()) == {None}
        assert not OutOfStepRegistry.objects.exists()

    def test_run_again_it_takes_the_rest(self) -> None:
        self.backfill()
        pot = make_item(None)
        registry_id = self.registry(pot.pk)

        assert "1 item without a registry: 1 is given" in self.backfill()

        assert self.found()[pot.pk] == registry_id

    def test_wordpress_is_not_asked_when_there_is_nothing_to_do(self) -> None:
        self.backfill()
        self.wordpress.requests.clear()

        assert self.backfill().startswith("0 items without a registry: 0 are given")

        assert self.wordpress.requests == []

    def test_what_wordpress_fails_to_say_is_not_taken_for_nothing(self) -> None:
        totals = {"X-WP-Total": "0", "X-WP-TotalPages": "0"}
        for trouble in (
            requests.ConnectionError(),
            requests.ReadTimeout(),
            Says(500, b"<html>"),
            Says(403, b'{"code": "rest_forbidden"}'),
            Says(200, b"[]", totals),
            Says(200, b"[]"),
            Says(200, b"{}", {"X-WP-Total": "1", "X-WP-TotalPages": "1"}),
            Says(200, b"[{}]", {"X-WP-Total": "1", "X-WP-TotalPages": "1"}),
        ):
            with self.subTest(trouble=trouble):
                self.wordpress.instead[LIST] = trouble

                said = self.fails()

                assert "Nothing was written. Try again" in said
                assert set(self.found().values()) == {None}

    def test_an_outage_on_a_later_page_writes_nothing_either(self) -> None:
        for _ in range(120):
            self.registry()
        self.wordpress.before = self.fail_on_page_2

        assert "Nothing was written." in self.fails()

        assert set(self.found().values()) == {None}

    def fail_on_page_2(self, received: Received) -> None:
        if received.query.get("offset") == "99":
            raise requests.ReadTimeout

    def test_a_refused_service_account_is_said(self) -> None:
        self.wordpress.revoke("service")

        assert "Run check_wordpress" in self.fails()

    def test_ctrl_c_is_no_traceback(self) -> None:
        self.wordpress.before = self.interrupt

        with self.assertRaises(CommandError) as caught:
            self.backfill()

        assert caught.exception.returncode == 130
        assert "run it again for the rest" in str(caught.exception)

    def interrupt(self, received: Received) -> None:
        raise KeyboardInterrupt
