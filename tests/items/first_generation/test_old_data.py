"""Old data comes in while the API is in use: the owner's list loses nothing."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.test import TestCase

from items.models import Item
from tests.items.first_generation.lambda_files import LambdaFile
from tests.worlds import FakeWordPressMixin

KETTLE = {"name": "Kettle", "url": "https://shop.example/kettle"}


class OldDataTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="restart-registry-import-")
        self.addCleanup(folder.cleanup)
        self.file = LambdaFile(Path(folder.name) / "data.db", version=1)
        for name in ("Pot", "Lamp", "Chair"):
            self.file.add(name=name)
        self.registry_id = self.wordpress.make_registry(
            meta={"restart_item_ids": "[3,1,2]"}
        )

    def run_command(self, name: str, *arguments: str) -> None:
        call_command(name, *arguments, stdout=io.StringIO())

    def listed(self) -> list[int]:
        meta = self.wordpress.post(self.registry_id)["meta"]
        return list(json.loads(meta["restart_item_ids"]))

    def test_import_backfill_and_sync_keep_the_owners_order(self) -> None:
        self.run_command("import_lambda_db", str(self.file.path))
        self.run_command("backfill_registry_ids")
        self.run_command("sync_item_ids")

        shown = self.ada.get(f"/registries/{self.registry_id}/items").json()
        assert [item["name"] for item in shown] == ["Chair", "Pot", "Lamp"]
        assert self.listed() == [3, 1, 2]

    def test_a_change_before_the_backfill_leaves_it_its_list(self) -> None:
        self.run_command("import_lambda_db", str(self.file.path))

        new = self.ada.post(f"/registries/{self.registry_id}/items", KETTLE)

        assert self.listed() == [3, 1, 2, new.json()["data"]["id"]]
        self.run_command("backfill_registry_ids")
        registries = Item.objects.values_list("registry_id", flat=True)
        assert list(registries) == [self.registry_id] * 4

    def test_an_old_item_that_is_off_its_registry_leaves_the_list(self) -> None:
        self.file.change(1, is_active=0)
        self.run_command("import_lambda_db", str(self.file.path))

        new = self.ada.post(f"/registries/{self.registry_id}/items", KETTLE)

        assert self.listed() == [3, 2, new.json()["data"]["id"]]
