"""Registries in the admin that WordPress isn't told of yet."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import requests
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone

from items.in_step.synchronization import MOST_AT_ONCE
from items.models import Item, OutOfStepRegistry
from tests.staff import StaffMixin
from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin

REGISTRIES = "/admin/items/outofstepregistry/"
KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


class OutOfStepMixin(StaffMixin, FakeWordPressMixin):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.registry_id = self.wordpress.make_registry()
        self.kettle = Item.objects.add(self.registry_id, KETTLE)

    def sync_now(self, *registry_ids: int) -> Any:
        form = {
            "action": "sync_now",
            "_selected_action": registry_ids or [self.registry_id],
        }
        return self.staff.post(REGISTRIES, form, follow=True)

    def synced(self) -> list[int]:
        text = self.wordpress.post(self.registry_id)["meta"].get("restart_item_ids")
        return list(json.loads(text or "[]"))

    def marked(self) -> OutOfStepRegistry:
        return OutOfStepRegistry.objects.get(pk=self.registry_id)


class ListTests(OutOfStepMixin, TestCase):
    def listed(self, query: str = "") -> list[int]:
        response = self.staff.get(f"{REGISTRIES}?{query}")
        assert response.status_code == 200
        return [marked.pk for marked in response.context["cl"].result_list]

    def test_lists_them_with_what_went_wrong_the_oldest_first(self) -> None:
        other = self.wordpress.make_registry()
        Item.objects.add(other, KETTLE)
        self.wordpress.set_meta(other, "restart_item_ids", "[1,")
        self.sync_now(other)

        assert self.listed() == [self.registry_id, other]
        page = self.staff.get(REGISTRIES).content.decode()
        assert "is damaged in WordPress" in page
        assert self.listed("q=damaged") == [other]
        assert self.listed(f"q={self.registry_id}") == [self.registry_id]

    def test_in_as_many_queries_whatever_the_length(self) -> None:
        for number in range(1, 31):
            OutOfStepRegistry.objects.mark(number)

        with self.assertNumQueries(5):  # session, person, two counts, page
            self.listed()

    def test_one_links_to_wordpress_and_to_its_items(self) -> None:
        OutOfStepRegistry.objects.mark_deleting(self.registry_id)

        page = self.staff.get(
            f"{REGISTRIES}{self.registry_id}/change/"
        ).content.decode()

        address = f"wp-admin/post.php?post={self.registry_id}&amp;action=edit"
        assert f'href="http://wordpress.test/{address}"' in page
        assert f'href="/admin/items/item/?registry_id={self.registry_id}"' in page
        assert "Being deleted since" in page

    def test_the_list_is_exported_as_it_stands(self) -> None:
        OutOfStepRegistry.objects.update(last_error="=1+1")

        text = self.staff.get(f"{REGISTRIES}export/").content.decode("utf-8-sig")

        [row] = csv.DictReader(io.StringIO(text))
        assert row["registry"] == str(self.registry_id)
        assert row["last error"] == "'=1+1"
        assert row["failed attempts"] == "0"

    def test_nothing_is_added_changed_or_deleted_by_hand(self) -> None:
        before = OutOfStepRegistry.objects.values().get()
        form = {"attempts": "0", "last_error": "x", "post": "yes"}
        one = f"{REGISTRIES}{self.registry_id}/"
        for path in (f"{REGISTRIES}add/", f"{one}change/", f"{one}delete/"):
            assert self.staff.post(path, form).status_code == 403
        delete = {"action": "delete_selected", "_selected_action": [self.registry_id]}
        self.staff.post(REGISTRIES, {**delete, "post": "yes"})

        assert OutOfStepRegistry.objects.values().get() == before


class SyncNowTests(OutOfStepMixin, TestCase):
    def test_tells_wordpress_with_the_service_account(self) -> None:
        response = self.sync_now()

        assert f"Registry {self.registry_id} is in step now" in self.messages(response)
        assert self.synced() == [self.kettle.pk]
        assert not OutOfStepRegistry.objects.exists()
        [write] = self.wordpress.writes
        assert write.authorization == self.wordpress.accounts["service"].authorization

    def test_only_those_that_are_chosen_and_without_waiting(self) -> None:
        other = self.wordpress.make_registry()
        Item.objects.add(other, KETTLE)
        then = timezone.now() + timedelta(hours=1)
        OutOfStepRegistry.objects.update(next_attempt_at=then)

        self.sync_now()

        assert OutOfStepRegistry.objects.get().pk == other

    def test_says_of_each_what_stands_in_its_way(self) -> None:
        gone, damaged = (self.wordpress.make_registry() for _ in range(2))
        for registry_id in (gone, damaged):
            Item.objects.add(registry_id, KETTLE)
        self.wordpress.remove(gone)
        self.wordpress.set_meta(damaged, "restart_item_ids", "[1,")

        said = self.messages(self.sync_now(self.registry_id, gone, damaged))

        assert f"Registry {self.registry_id} is in step now" in said
        assert f"Registry {gone}: It is gone from WordPress" in said
        assert f"Registry {damaged}: The order of the items is damaged" in said

    def test_an_outage_is_said_and_loses_nothing(self) -> None:
        for trouble in (requests.ConnectionError(), requests.ReadTimeout(), Says(503)):
            self.wordpress.instead["/wp/v2/restart-registry"] = trouble

            said = self.messages(self.sync_now())

            assert "WordPress is not answering" in said
            assert "in step now" not in said
            OutOfStepRegistry.objects.update(leased_until=None)  # some time goes by
        assert self.marked().attempts == 3
        assert self.marked().failed_at
        assert self.synced() == []

    def test_a_refused_service_account_is_said(self) -> None:
        self.wordpress.revoke("service")

        assert "check_wordpress" in self.messages(self.sync_now())
        assert self.marked().attempts == 1

    def test_not_more_at_once_than_somebody_waits_for(self) -> None:
        for number in range(MOST_AT_ONCE):
            OutOfStepRegistry.objects.mark(1_000_000 + number)
        ids = OutOfStepRegistry.objects.values_list("pk", flat=True)

        said = self.messages(self.sync_now(*ids))

        assert f"Only the first {MOST_AT_ONCE} were tried" in said
        assert OutOfStepRegistry.objects.count() == 1  # the others have no items

    def test_of_one_that_is_in_step_already_there_is_nothing_to_choose(self) -> None:
        self.sync_now()
        self.wordpress.requests.clear()

        self.sync_now()

        assert self.wordpress.writes == []


class WhoMaySyncTests(OutOfStepMixin, TestCase):
    def is_sent_to_log_in(self) -> bool:
        form = {"action": "sync_now", "_selected_action": [self.registry_id]}
        answers = [
            self.staff.get(REGISTRIES),
            self.staff.get(f"{REGISTRIES}{self.registry_id}/change/"),
            self.staff.get(f"{REGISTRIES}export/"),
            self.staff.post(REGISTRIES, form),
        ]
        return all(
            answer.status_code == 302
            and answer.headers["Location"].startswith("/admin/login/")
            for answer in answers
        )

    def test_nobody_is_sent_to_log_in(self) -> None:
        self.staff = self.browser()

        assert self.is_sent_to_log_in()
        assert self.wordpress.writes == []

    def test_so_is_who_is_no_administrator(self) -> None:
        for name in ("ada", "bob", "carol"):
            self.staff = self.browser()
            self.log_in(name)

            assert self.is_sent_to_log_in()
        assert self.wordpress.writes == []

    def test_and_who_no_longer_is_one(self) -> None:
        self.wordpress.change_role("eve", "subscriber")
        cache.clear()

        assert self.is_sent_to_log_in()
        assert self.wordpress.writes == []

    def test_nobody_while_it_is_not_known_who_is_an_administrator(self) -> None:
        self.wordpress.instead["/restart-registry/v1/staff"] = Says(503)
        cache.clear()

        page = self.staff.get(REGISTRIES)
        assert page.status_code == 200
        assert "Sync now" not in page.content.decode()
        self.sync_now()
        assert self.wordpress.writes == []
        assert self.marked().attempts == 0

    def test_nobody_from_another_site(self) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.cookies = self.staff.cookies
        form = {"action": "sync_now", "_selected_action": [self.registry_id]}

        assert browser.post(REGISTRIES, form).status_code == 403
        assert self.wordpress.writes == []
