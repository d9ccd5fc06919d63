"""What the tests of check_drift share: they make drift, and read what the command says of it."""

from __future__ import annotations

import io
import json

from django.core.management import CommandError, call_command
from django.test import TestCase

from tests.worlds import FakeWordPressMixin, make_item

REGISTRIES = "/wp/v2/restart-registry"
IDS = "restart_item_ids"


class DriftMixin(FakeWordPressMixin, TestCase):
    def check(self, **options: object) -> str:
        """What the command prints when nothing is left."""
        out = io.StringIO()
        call_command("check_drift", stdout=out, stderr=out, **options)
        return out.getvalue()

    def fails(self, **options: object) -> str:
        """Return what it prints, and the error that it ends with."""
        out = io.StringIO()
        with self.assertRaises(CommandError) as caught:
            call_command("check_drift", stdout=out, stderr=out, **options)
        return f"{out.getvalue()}{caught.exception}"

    def fails_with(self, *arguments: str) -> str:
        """Return what it says to this command line."""
        with self.assertRaises(CommandError) as caught:
            call_command("check_drift", *arguments)
        return str(caught.exception)

    def registry(self, item_ids: object = (), **kwargs: str) -> int:
        """Make a registry with this list, or with this text in its place."""
        text = item_ids if isinstance(item_ids, str) else json.dumps(item_ids)
        return self.wordpress.make_registry(meta={IDS: text}, **kwargs)

    def name(self, registry_id: int, *item_ids: int) -> None:
        self.wordpress.set_meta(registry_id, IDS, json.dumps(item_ids))

    def named(self, registry_id: int) -> list[int]:
        return list(json.loads(self.wordpress.stored(registry_id).meta[IDS]))

    def in_step(self) -> int:
        """Make a registry that names its one item."""
        registry_id = self.registry()
        self.name(registry_id, make_item(registry_id).pk)
        return registry_id

    def row(self, text: str, registry_id: int) -> list[str]:
        """Return the cells of the one line about a registry."""
        rows = [line.split("  ") for line in text.splitlines()]
        cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
        (found,) = (row for row in cells if row and row[0] == str(registry_id))
        return found[1:]
