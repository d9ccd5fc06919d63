from __future__ import annotations

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "items"

    def ready(self) -> None:
        from items.in_step import deleted_registries
        from registries import signals

        signals.registry_deleting.connect(deleted_registries.mark_deleting)
        signals.registry_deleted.connect(deleted_registries.deactivate_items)
        signals.registry_deletion_failed.connect(deleted_registries.unmark_deleting)
