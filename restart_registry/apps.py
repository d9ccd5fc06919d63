from __future__ import annotations

from django.apps import AppConfig


class RestartRegistryConfig(AppConfig):
    name = "restart_registry"

    def ready(self) -> None:
        from restart_registry import checks  # noqa: F401  # registers itself
