from __future__ import annotations

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"

    def ready(self) -> None:
        from items import item_ids
        from registries.signals import registry_deleted

        registry_deleted.connect(item_ids.deactivate_items)
