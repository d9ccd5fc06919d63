"""Packages in the database, as tests of pages want them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from packages.models import Package
from packages.models.package import State, Type, Vendor

FIRST = datetime(2025, 1, 1, tzinfo=UTC)
TYPES = {Vendor.THEME: Type.THEME}


def package(
    slug: str = "tea", vendor: Vendor = Vendor.PLUGIN, **fields: Any
) -> Package:
    """Store a package that is open, unless these fields say otherwise."""
    values = {
        "type": TYPES.get(vendor, Type.PLUGIN),
        "state": State.OPEN,
        "first_open_at": FIRST,
        **fields,
    }
    return Package.objects.create(vendor=vendor, slug=slug, **values)


def closed(slug: str, **fields: Any) -> Package:
    return package(slug, **{"state": State.CLOSED, **fields})
