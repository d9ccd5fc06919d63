"""Whether two databases hold the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from restart_registry.database.copying import copied_models
from restart_registry.database.sequences import last_id

READ = 2000  # rows at a time


@dataclass(frozen=True)
class Table:
    """What a table holds; `checksum` is of every column of every row."""

    name: str
    rows: int
    checksum: str
    last_id: int | None


def tables(alias: str) -> Iterator[Table]:
    """Read a whole database."""
    for model in copied_models():
        yield _table(model, alias)


def _table(model: type[Model], alias: str) -> Table:
    columns = [field.attname for field in model._meta.local_concrete_fields]
    every = model._base_manager.using(alias).order_by("pk").values_list(*columns)
    rows = checksum = 0
    for row in every.iterator(READ):
        rows += 1
        # A sum, since databases order texts differently, and keys of JSON as well.
        text = json.dumps(row, default=str, sort_keys=True)
        checksum += int.from_bytes(hashlib.sha256(text.encode()).digest())
    return Table(
        model._meta.db_table, rows, f"{checksum % 2**256:064x}", last_id(model, alias)
    )
