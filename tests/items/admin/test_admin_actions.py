"""What support staff do with several items at once."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from items.models import MOST_ACTIVE_ITEMS, Item, OutOfStepRegistry
from tests.staff import ITEMS, StaffMixin
from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, make_item


class ActionTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.log_in()
        self.registry_id = self.wordpress.make_registry(status="publish")
        self.kettle, self.lamp = (make_item(self.registry_id) for _ in range(2))
        self.write_order(self.kettle, self.lamp)
        self.wordpress.requests.clear()

    def write_order(self, *items: Item) -> None:
        order = str([item.pk for item in items])
        self.wordpress.set_meta(self.registry_id, "restart_item_ids", order)

    def stored(self) -> str:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return str(meta["restart_item_ids"])

    def act(self, action: str, *items: Item) -> Any:
        ids = [item.pk for item in items]
        form = {"action": action, "_selected_action": ids}
        return self.staff.post(ITEMS, form, follow=True)

    def test_takes_off_and_puts_back_and_tells_wordpress(self) -> None:
        response = self.act("delete_softly", self.kettle)

        assert "1 item taken off" in self.messages(response)
        assert list(Item.objects.active()) == [self.lamp]
        assert self.stored() == f"[{self.lamp.pk}]"
        self.act("restore", self.kettle, self.lamp)
        assert Item.objects.active().count() == 2
        assert self.stored() == f"[{self.lamp.pk},{self.kettle.pk}]"

    def test_with_the_service_account(self) -> None:
        self.act("delete_softly", self.kettle)

        [write] = self.wordpress.writes
        assert write.authorization == self.wordpress.accounts["service"].authorization
        assert write.path == f"/restart-registry/v1/registries/{self.registry_id}/meta"
        assert self.wordpress.post(self.registry_id)["status"] == "publish"

    def test_the_history_says_who(self) -> None:
        self.act("delete_softly", self.kettle)
        self.act("restore", self.kettle)

        eve = self.wordpress.accounts["eve"].id
        entries = LogEntry.objects.order_by("id").values_list("user_id", "object_id")
        assert list(entries) == [(eve, str(self.kettle.pk))] * 2

    def test_an_outage_does_not_undo_it_and_is_said(self) -> None:
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(503)

        response = self.act("delete_softly", self.kettle)

        assert "could not be told" in self.messages(response)
        assert list(Item.objects.active()) == [self.lamp]

    def test_an_outage_is_met_once_however_many_registries_there_are(self) -> None:
        chairs = [make_item(self.wordpress.make_registry()) for _ in range(5)]
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(503)

        response = self.act("delete_softly", *chairs)

        assert self.messages(response).count("could not be told") == 1
        assert len(self.wordpress.requests) == 1
        assert not Item.objects.active().filter(pk__in=[c.pk for c in chairs]).exists()

    def chairs(self, number: int, **fields: Any) -> list[Item]:
        """Make items, each in a registry of its own."""
        registries = [self.wordpress.make_registry() for _ in range(number)]
        return [make_item(registry_id, **fields) for registry_id in registries]

    def test_of_many_registries_the_first_twenty_are_told(self) -> None:
        chairs = self.chairs(300)

        response = self.act("delete_softly", *chairs)

        assert "300 items taken off" in self.messages(response)
        assert "first 20 registries. 280 more are marked" in self.messages(response)
        assert Item.objects.active().in_registry(self.registry_id).count() == 2
        assert Item.objects.active().count() == 2
        assert len(self.wordpress.writes) == 20
        assert OutOfStepRegistry.objects.count() == 280
        assert LogEntry.objects.count() == 300

    def test_each_registry_is_changed_by_one_update(self) -> None:
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(503)
        for chairs in (self.chairs(3), [make_item(self.registry_id) for _ in range(9)]):
            with CaptureQueriesContext(connection) as queries:
                self.act("delete_softly", *chairs)

            sql = [query["sql"] for query in queries.captured_queries]
            updates = [text for text in sql if text.startswith('UPDATE "items"')]
            logged = [text for text in sql if 'INTO "django_admin_log' in text]
            registries = {chair.registry_id for chair in chairs}
            assert (len(updates), len(logged)) == (len(registries), 1)

    def test_a_change_is_seen_in_its_time(self) -> None:
        before = self.kettle.updated_at

        self.act("delete_softly", self.kettle)

        self.kettle.refresh_from_db()
        assert self.kettle.updated_at > before

    def test_a_registry_without_room_for_all_takes_none(self) -> None:
        chairs = [make_item(self.registry_id, is_active=False) for _ in range(2)]
        [elsewhere] = self.chairs(1, is_active=False)
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, name="x", url="https://shop.example/x")
            for _ in range(MOST_ACTIVE_ITEMS - 3)
        )

        response = self.act("restore", *chairs, elsewhere)

        said = f"Nothing changed in registry {self.registry_id}: A registry has room"
        assert said in self.messages(response)
        assert Item.objects.filter(is_active=False).count() == 2
        elsewhere.refresh_from_db()
        assert elsewhere.is_active

    def test_what_is_so_already_is_left(self) -> None:
        self.act("restore", self.kettle, self.lamp)

        assert self.wordpress.writes == []
        assert not LogEntry.objects.exists()

    def test_a_full_registry_takes_no_more_back(self) -> None:
        self.act("delete_softly", self.kettle)
        Item.objects.bulk_create(
            Item(registry_id=self.registry_id, name="x", url="https://shop.example/x")
            for _ in range(MOST_ACTIVE_ITEMS - 1)
        )

        response = self.act("restore", self.kettle)

        assert "room for 500" in self.messages(response)
        self.kettle.refresh_from_db()
        assert not self.kettle.is_active

    def test_a_legacy_row_has_no_registry_to_tell(self) -> None:
        legacy = make_item(None)

        self.act("delete_softly", legacy)

        legacy.refresh_from_db()
        assert not legacy.is_active
        assert self.wordpress.requests == []
