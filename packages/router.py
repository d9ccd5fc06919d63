"""Packages have a database of their own: nobody who looks for gifts waits for a build."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

ALIAS = "packages"


class PackagesRouter:
    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return ALIAS if _is_ours(model._meta.app_label) else None

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        ours = [_is_ours(model._meta.app_label) for model in (one, other)]
        return ours[0] == ours[1] if any(ours) else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if _is_ours(app_label):
            return db == ALIAS
        return False if db == ALIAS else None


def _is_ours(app_label: str) -> bool:
    return app_label == "packages"
