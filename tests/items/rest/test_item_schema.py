"""An item is answered as docs/openapi.json promises it: each key, its type, its null."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.test import TestCase
from jsonschema import (  # type: ignore[import-untyped]  # it comes without stubs
    Draft202012Validator,
    FormatChecker,
)

from items.models import Item
from items.rest.serializers import ItemPublicSerializer, ItemSerializer
from tests.worlds import Caller, WordPressMixin, make_item

OPENAPI = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
SCHEMAS = json.loads(OPENAPI.read_text())["components"]["schemas"]
FORMATS = FormatChecker()
FULL = {
    "description": "Whistles when it boils",
    "notes": "The red one",
    "retailer": "Shop",
    "image_url": "https://shop.example/kettle.jpg",
    "price": "19.90",
    "quantity_needed": 3,
    "quantity_purchased": 1,
    "affiliate_url": "https://shop.example/kettle?tag=x",
    "affiliate_status": "active",
}


@FORMATS.checks("date-time", raises=(TypeError, ValueError))  # type: ignore[untyped-decorator]  # as above
def is_a_moment(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def mistakes(item: dict[str, Any], name: str) -> list[str]:
    """Return what is different from the schema; a key that it doesn't know is as well."""
    schema = {**SCHEMAS[name], "additionalProperties": False}
    found = Draft202012Validator(schema, format_checker=FORMATS).iter_errors(item)
    return [error.message for error in found]


class ItemSchemaTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.full = make_item(self.registry_id, **FULL)
        self.bare = make_item(self.registry_id)
        self.shapes = ((self.ada, "ItemPublic"), (self.eve, "Item"))

    def answers(self, caller: Caller) -> Iterator[dict[str, Any]]:
        """Yield every item that this caller is shown, wherever one is answered."""
        nested = f"/registries/{self.registry_id}/items"
        yield from caller.get(nested).json()
        yield from caller.get(f"/items?registry_id={self.registry_id}").json()
        for item in (self.full, self.bare):
            path = f"/items/{item.pk}"
            yield caller.get(path).json()["data"]
            yield caller.get(f"{nested}/{item.pk}").json()["data"]
            yield caller.patch(path, {"notes": "Changed"}).json()["data"]
        body = {"name": "Pan", "url": "https://shop.example/pan"}
        made = caller.post(nested, body).json()["data"]
        yield made
        purchase = caller.post(f"/items/{made['id']}/purchases", {}).json()
        yield purchase["data"]["item"]
        yield caller.delete(f"/items/{made['id']}").json()["data"]

    def test_every_answer_is_what_the_file_promises(self) -> None:
        for caller, name in self.shapes:
            found = [mistakes(item, name) for item in self.answers(caller)]

            assert len(found) >= 13
            assert found == [[]] * len(found)

    def test_null_is_promised_where_the_database_may_hold_one_and_nowhere_else(
        self,
    ) -> None:
        for caller, name in self.shapes:
            item = caller.get(f"/items/{self.full.pk}").json()["data"]

            refused = {key for key in item if mistakes({**item, key: None}, name)}

            nullable = {field.name for field in Item._meta.fields if field.null}
            assert refused == item.keys() - nullable

    def test_every_row_is_what_the_serializer_would_show(self) -> None:
        """The serializer promises the shape in the file, but rows pass it by."""
        for price in ("0.01", "0.10", "7.00", "99999999.99"):
            make_item(self.registry_id, price=price)
        on_the_second = {"created_at": self.bare.created_at.replace(microsecond=0)}
        Item.objects.filter(pk=self.bare.pk).update(**on_the_second)
        serializers = ((self.ada, ItemPublicSerializer), (self.eve, ItemSerializer))

        for caller, serializer in serializers:
            items = Item.objects.order_by("id")
            expected = [list(serializer(item).data.items()) for item in items]

            in_registry = caller.get(f"/registries/{self.registry_id}/items").json()
            newest = caller.get(f"/items?registry_id={self.registry_id}").json()
            single = [caller.get(f"/items/{item.pk}").json()["data"] for item in items]

            for found in (in_registry, newest[::-1], single):
                assert [list(item.items()) for item in found] == expected

    def test_no_key_may_be_missing(self) -> None:
        for caller, name in self.shapes:
            item = caller.get(f"/items/{self.full.pk}").json()["data"]

            for key in item:
                rest = {other: item[other] for other in item if other != key}
                assert mistakes(rest, name)
