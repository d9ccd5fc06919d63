"""`manage.py sync_item_ids` tells WordPress what it couldn't be told at once."""

from __future__ import annotations

import io
import json
import uuid
from datetime import timedelta

import requests
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from items.in_step.synchronization import sync_all
from items.models import Item, OutOfStepRegistry
from tests.wordpress import Received, Says
from tests.worlds import FakeWordPressMixin

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


class SyncItemIdsTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.kettle = Item.objects.add(self.registry_id, KETTLE)

    def sync(self, **options: object) -> str:
        out = io.StringIO()
        call_command("sync_item_ids", stdout=out, stderr=out, **options)
        return out.getvalue()

    def fails(self, **options: object) -> str:
        out = io.StringIO()
        with self.assertRaises(CommandError) as caught:
            call_command("sync_item_ids", stdout=out, stderr=out, **options)
        return out.getvalue() + str(caught.exception)

    def synced(self) -> list[int]:
        text = self.wordpress.post(self.registry_id)["meta"].get("restart_item_ids")
        return list(json.loads(text or "[]"))

    def marked(self) -> OutOfStepRegistry:
        return OutOfStepRegistry.objects.get(pk=self.registry_id)

    def test_tells_wordpress_and_clears_the_mark(self) -> None:
        assert "1 registry in step, 0 left" in self.sync()

        assert self.synced() == [self.kettle.pk]
        assert not OutOfStepRegistry.objects.exists()
        service = self.wordpress.accounts["service"].authorization
        assert {request.authorization for request in self.wordpress.requests} == {
            service
        }

    def test_the_owners_order_stays_and_new_ones_come_last(self) -> None:
        lamp = Item.objects.add(self.registry_id, {**KETTLE, "name": "Lamp"})
        self.wordpress.set_meta(
            self.registry_id, "restart_item_ids", f"[{lamp.pk},{self.kettle.pk}]"
        )
        rug = Item.objects.add(self.registry_id, {**KETTLE, "name": "Rug"})

        self.sync()

        assert self.synced() == [lamp.pk, self.kettle.pk, rug.pk]

    def test_a_dry_run_only_says_which(self) -> None:
        assert f"Would tell WordPress of 1 registry: [{self.registry_id}]" in (
            self.sync(dry_run=True)
        )
        assert self.wordpress.requests == []
        assert self.marked().attempts == 0

    def test_one_registry_is_told_without_waiting(self) -> None:
        other = self.wordpress.make_registry(owner="bob")
        Item.objects.add(other, KETTLE)
        OutOfStepRegistry.objects.update(
            next_attempt_at=timezone.now() + timedelta(hours=1)
        )

        self.sync(registry=self.registry_id)

        assert self.synced() == [self.kettle.pk]
        assert OutOfStepRegistry.objects.get().pk == other

    def test_an_outage_stops_it_and_loses_nothing(self) -> None:
        for trouble in (requests.ConnectionError(), requests.ReadTimeout(), Says(503)):
            self.wordpress.instead[""] = trouble
            OutOfStepRegistry.objects.update(next_attempt_at=None, leased_until=None)

            assert "WordPress is not answering" in self.fails()
        assert self.marked().attempts == 3

    def test_nobody_writes_while_wordpress_may_still_be_at_it(self) -> None:
        self.wordpress.instead["/restart-registry"] = requests.ReadTimeout()
        self.fails()
        self.wordpress.start()
        OutOfStepRegistry.objects.update(next_attempt_at=None)

        assert "0 registries in step" in self.sync()
        assert self.synced() == []
        OutOfStepRegistry.objects.update(leased_until=timezone.now())
        assert "1 registry in step" in self.sync()
        assert self.synced() == [self.kettle.pk]

    def test_whoever_lost_the_lease_while_asking_sends_nothing(self) -> None:
        other = uuid.uuid4()
        self.wordpress.before = lambda received: self.take_it(other)

        assert "Others are changing these items" in self.fails()

        assert self.wordpress.writes == []
        assert self.marked().lease == other

    def take_it(self, lease: uuid.UUID) -> None:
        OutOfStepRegistry.objects.update(lease=lease)

    def test_what_failed_for_a_caller_is_tried_at_the_next_run(self) -> None:
        path = f"/registries/{self.registry_id}/items"
        self.wordpress.instead["/restart-registry"] = Says(503)
        for _ in range(12):
            with self.assertLogs("items", "WARNING"):
                assert self.ada.post(path, KETTLE).status_code == 201
        self.wordpress.start()

        assert "1 registry in step" in self.sync()
        assert len(self.synced()) == 13

    def test_a_new_change_deserves_a_new_attempt(self) -> None:
        self.wordpress.instead["/restart-registry"] = Says(503)
        self.fails()
        self.wordpress.start()
        assert "0 registries in step" in self.sync()

        Item.objects.add(self.registry_id, KETTLE)

        assert "1 registry in step" in self.sync()

    def test_one_that_somebody_told_meanwhile_is_in_step(self) -> None:
        self.sync()

        assert list(sync_all([self.registry_id])) == [(self.registry_id, "")]

    def test_a_number_that_is_no_registry_leaves_no_mark(self) -> None:
        self.sync(registry=4711)

        assert OutOfStepRegistry.objects.get().pk == self.registry_id
        with self.assertRaisesMessage(CommandError, "must be a number from 1"):
            call_command("sync_item_ids", "--registry", "-3")

    def test_what_fails_is_tried_less_and_less_often(self) -> None:
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(500, b"<html>")
        for attempt in range(1, 4):
            self.fails(registry=self.registry_id)
            pause = timedelta(minutes=2 ** (attempt - 1) - 0.5)
            due = OutOfStepRegistry.objects.filter(
                next_attempt_at__gt=timezone.now() + pause
            )
            assert due.exists()
        assert self.marked().attempts == 3
        assert "500" in self.marked().last_error
        self.wordpress.start()

        assert "0 registries" in self.sync()  # it isn't due yet
        assert self.synced() == []

    def test_a_refused_service_account_is_said(self) -> None:
        self.wordpress.revoke("service")

        assert "check_wordpress" in self.fails()

    def test_a_damaged_list_is_reported_and_left(self) -> None:
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", "[1,")

        assert "damaged" in self.fails()

        meta = self.wordpress.post(self.registry_id)["meta"]
        assert meta["restart_item_ids"] == "[1,"
        assert "damaged" in self.marked().last_error

    def test_a_registry_that_is_gone_keeps_its_items(self) -> None:
        self.wordpress.remove(self.registry_id)

        assert "check_drift" in self.fails()

        assert Item.objects.active().count() == 1
        assert "gone" in self.marked().last_error

    def test_one_in_the_trash_waits_until_it_is_restored(self) -> None:
        self.wordpress.set_status(self.registry_id, "trash")
        assert "trash" in self.fails()
        self.wordpress.set_status(self.registry_id, "private")

        self.sync(registry=self.registry_id)

        assert self.synced() == [self.kettle.pk]

    def test_somebody_elses_lease_is_respected_until_it_ends(self) -> None:
        OutOfStepRegistry.objects.acquire(self.registry_id)
        assert "Others are changing" in self.fails(registry=self.registry_id)
        assert self.synced() == []
        OutOfStepRegistry.objects.update(
            leased_until=timezone.now() - timedelta(seconds=1)
        )

        self.sync()

        assert self.synced() == [self.kettle.pk]

    def test_a_change_while_it_is_told_is_told_as_well(self) -> None:
        self.wordpress.before = self.add_once

        self.sync()

        assert self.synced() == list(Item.objects.values_list("id", flat=True))
        assert len(self.synced()) == 2

    def add_once(self, received: Received) -> None:
        if received.method == "POST":
            self.wordpress.before = lambda received: None
            Item.objects.add(self.registry_id, KETTLE)

    def test_a_list_that_another_took_back_meanwhile_is_not_believed(self) -> None:
        """What a caller has read may be from before the lease."""
        self.sync()
        path = f"/registries/{self.registry_id}/items"
        self.wordpress.before = self.add_and_tell_once

        response = self.ada.delete(f"{path}/{self.kettle.pk}")

        assert response.status_code == 204
        assert self.synced() == list(Item.objects.active().values_list("id", flat=True))

    def add_and_tell_once(self, received: Received) -> None:
        if received.method == "POST":
            self.wordpress.before = lambda received: None
            item = Item.objects.add(self.registry_id, KETTLE)
            self.wordpress.set_meta(
                self.registry_id, "restart_item_ids", f"[{self.kettle.pk},{item.pk}]"
            )


class LostDeleteTests(FakeWordPressMixin, TestCase):
    """A registry is deleted, and WordPress's answer doesn't arrive."""

    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry()
        self.path = f"/registries/{self.registry_id}"
        self.kettle = Item.objects.add(self.registry_id, KETTLE)

    def lose_the_answer(self, *, deleted: bool) -> None:
        def before(received: Received) -> None:
            if received.method == "DELETE":
                if deleted:
                    self.wordpress.remove(self.registry_id)
                raise requests.ReadTimeout

        self.wordpress.before = before
        assert self.ada.delete(self.path).status_code == 503
        self.wordpress.before = lambda received: None
        assert Item.objects.active().count() == 1

    def a_minute_later(self) -> None:
        then = timezone.now() - timedelta(minutes=1)
        OutOfStepRegistry.objects.update(deleting_since=then, next_attempt_at=None)

    def test_its_items_go_when_it_was_deleted(self) -> None:
        self.lose_the_answer(deleted=True)

        call_command("sync_item_ids", stdout=io.StringIO())

        assert not Item.objects.active().exists()
        assert not OutOfStepRegistry.objects.exists()

    def test_its_items_stay_when_it_was_not(self) -> None:
        self.lose_the_answer(deleted=False)
        with self.assertRaisesMessage(CommandError, "tried again"):
            call_command("sync_item_ids", stdout=io.StringIO(), stderr=io.StringIO())
        self.a_minute_later()

        call_command("sync_item_ids", stdout=io.StringIO())

        assert list(Item.objects.active()) == [self.kettle]
        assert not OutOfStepRegistry.objects.exists()

    def test_nothing_is_going_when_wordpress_refused(self) -> None:
        self.wordpress.before = self.refuse_to_delete

        assert self.ada.delete(self.path).status_code == 403

        assert OutOfStepRegistry.objects.get().deleting_since is None
        assert Item.objects.active().count() == 1

    def refuse_to_delete(self, received: Received) -> None:
        if received.method == "DELETE":
            refusal = Says(403, b'{"code": "rest_cannot_delete"}')
            self.wordpress.instead["/wp/v2/restart-registry"] = refusal

    def test_who_changes_an_item_meanwhile_does_not_settle_it(self) -> None:
        self.wordpress.before = self.change_an_item_while_deleting
        assert self.ada.delete(self.path).status_code == 503
        self.wordpress.before = lambda received: None
        assert OutOfStepRegistry.objects.get().deleting_since

        self.wordpress.remove(self.registry_id)
        OutOfStepRegistry.objects.update(next_attempt_at=None, leased_until=None)
        call_command("sync_item_ids", stdout=io.StringIO())

        assert not Item.objects.active().exists()
        assert not OutOfStepRegistry.objects.exists()

    def change_an_item_while_deleting(self, received: Received) -> None:
        if received.method == "DELETE":
            self.wordpress.before = lambda received: None
            with self.assertLogs("items", "WARNING"):
                self.eve.post(f"{self.path}/items", KETTLE)
            raise requests.ReadTimeout

    def test_it_leaves_no_mark_when_all_is_well(self) -> None:
        assert self.ada.delete(self.path).status_code == 204

        assert not Item.objects.active().exists()
        assert not OutOfStepRegistry.objects.exists()
