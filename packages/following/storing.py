"""A package's row is written by one statement, and only what changed of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from packages.models import Package

Values = dict[str, Any]


def values_of(package: Package) -> Values:
    return {
        field.attname: getattr(package, field.attname)
        for field in Package._meta.concrete_fields
    }


def write(package: Package, before: Values) -> None:
    """Write what differs from `before`, which was read in the same transaction."""
    Package.objects.filter(pk=package.pk).update(**_changed(package, before))


def write_answer(package: Package, before: Values, asked_at: datetime) -> bool:
    """Write what WordPress.org said, unless the row knows what it said later."""
    package.asked_at = asked_at
    older = Q(asked_at=None) | Q(asked_at__lt=asked_at)
    rows = Package.objects.filter(older, pk=package.pk)
    return bool(rows.update(**_changed(package, before)))


def _changed(package: Package, before: Values) -> Values:
    """Return the other values; to write a name, be it the same, writes the search index."""
    package.set_input_hash()
    values = values_of(package).items()
    return {name: value for name, value in values if value != before[name]}
