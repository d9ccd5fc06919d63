"""Moves all rows from one database into another, whatever the two are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction
from django.db.models import Model

from restart_registry.database.sequences import copy_sequence

BATCH = 500  # rows
# `migrate` fills these; they are copied all the same, for the sake of their ids.
MADE_BY_MIGRATE = {"django_content_type", "auth_permission"}


class NotEmpty(Exception):
    """Carries a sentence that names a table with rows."""


def copied_models() -> list[type[Model]]:
    """
    Return a model for each table of DATABASE_URL, those of many-to-many fields included.

    Packages have a database of their own, which stays where it is.
    """
    every = apps.get_models(include_auto_created=True)
    here = [
        model for model in every if router.allow_migrate_model(DEFAULT_DB_ALIAS, model)
    ]
    return [model for model in here if model._meta.managed and not model._meta.proxy]


def count_rows(source: str) -> int:
    return sum(_rows(model, source).count() for model in copied_models())


def check_empty(target: str) -> None:
    """Raise NotEmpty if somebody would lose something, or meet rows that aren't ours."""
    for model in copied_models():
        table = model._meta.db_table
        if table not in MADE_BY_MIGRATE and _rows(model, target).exists():
            raise NotEmpty(f"The table {table} has rows already.")


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """Read a database as it is now; into SQLite nobody writes meanwhile."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def copy_rows(source: str, target: str) -> Iterator[int]:
    """Yield the number of rows in each batch that is copied. The target was migrated."""
    for model in copied_models():
        if model._meta.db_table in MADE_BY_MIGRATE:
            _rows(model, target).delete()
    for model in copied_models():
        for batch in _batches(model, source):
            _insert(model, batch, target)
            yield len(batch)
        copy_sequence(model, source, target)


def _rows(model: type[Model], alias: str) -> models.QuerySet[Model]:
    return model._base_manager.using(alias)


def _batches(model: type[Model], alias: str) -> Iterator[list[Model]]:
    """Read by key, so that each statement is short however long the table is."""
    rows = _rows(model, alias).order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


def _insert(model: type[Model], batch: list[Model], alias: str) -> None:
    """Insert rows as they are: bulk_create() would set their times anew."""
    fields = [f for f in model._meta.local_concrete_fields if not f.generated]
    manager: Any = model._base_manager
    manager._insert(batch, fields=fields, using=alias, raw=True)
