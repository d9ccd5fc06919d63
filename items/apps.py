from __future__ import annotations

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"

    def ready(self) -> None:
        from items import item_ids
        from registries import signals

        signals.registry_going.connect(item_ids.mark_going)
        signals.registry_deleted.connect(item_ids.deactivate_items)
        signals.registry_kept.connect(item_ids.unmark_going)
