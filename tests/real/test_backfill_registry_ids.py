"""`manage.py backfill_registry_ids` with a real WordPress's lists."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from items.models import Item
from tests.real.world import RealWorld
from tests.worlds import make_item

STATUSES = ("publish", "private", "draft", "pending", "restart-archived", "trash")


def backfill() -> str:
    out = StringIO()
    call_command("backfill_registry_ids", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_registries_of_every_person_and_status_are_read(world: RealWorld) -> None:
    expected = {}
    for status in STATUSES:
        item = make_item(None)
        meta = {"restart_item_ids": json.dumps([item.pk])}
        expected[item.pk] = world.make_registry(status=status, owner="bob", meta=meta)

    said = backfill()

    assert f"{len(STATUSES)} are given theirs, 0 are in no list." in said
    assert dict(Item.objects.values_list("pk", "registry_id")) == expected


@pytest.mark.django_db
def test_no_registry_at_all_is_not_believed(world: RealWorld) -> None:
    make_item(None)

    with pytest.raises(CommandError, match="Nothing was written"):
        backfill()


@pytest.mark.django_db
def test_a_stopped_wordpress_writes_nothing(world: RealWorld) -> None:
    make_item(None)
    world.stop()

    with pytest.raises(
        CommandError, match="Nothing was written. Try again when it does"
    ):
        backfill()
