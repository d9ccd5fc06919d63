from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PackagesConfig(AppConfig):
    name = "packages"

    def ready(self) -> None:
        from packages import checks  # noqa: F401  # registers itself
        from packages.database_file import keep_private

        post_migrate.connect(keep_private, sender=self)
