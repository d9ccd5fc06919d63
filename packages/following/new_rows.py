from __future__ import annotations

from collections.abc import Iterable

from packages.addresses import PackageType
from packages.models import Package
from packages.models.package import Vendor

BATCH = 1000
VENDORS: dict[PackageType, Vendor] = {"plugin": Vendor.PLUGIN, "theme": Vendor.THEME}


def add(
    package_type: PackageType, names: Iterable[str], *, limit: int | None = None
) -> int:
    """Make rows of names that have none, in the caller's transaction; return how many."""
    vendor = VENDORS[package_type]
    known = set(Package.objects.filter(vendor=vendor).values_list("slug", flat=True))
    new = sorted(set(names) - known)[:limit]
    rows = [Package(vendor=vendor, type=package_type, slug=slug) for slug in new]
    Package.objects.bulk_create(rows, batch_size=BATCH)
    return len(new)
