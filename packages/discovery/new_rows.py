from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from packages.addresses import PackageType
from packages.models import Package
from packages.models.package import Vendor

BATCH = 500
EXAMPLES = 20
VENDORS: dict[PackageType, Vendor] = {"plugin": Vendor.PLUGIN, "theme": Vendor.THEME}

logger = logging.getLogger(__name__)


def add(
    package_type: PackageType, names: Iterable[str], *, most: int | None = None
) -> int:
    """Make rows of names that have none, in the caller's transaction; return how many."""
    vendor = VENDORS[package_type]
    wanted = set(names)
    new = sorted(wanted - _known(vendor, sorted(wanted)))[:most]
    rows = [Package(vendor=vendor, type=package_type, slug=slug) for slug in new]
    Package.objects.bulk_create(rows, batch_size=BATCH)
    return len(new)


def batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many names as one query, or one short transaction, may have."""
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]


def _known(vendor: Vendor, names: Sequence[str]) -> set[str]:
    packages = Package.objects.filter(vendor=vendor)
    return {
        slug
        for batch in batches(names)
        for slug in packages.filter(slug__in=batch).values_list("slug", flat=True)
    }


def report_unnameable(names: Collection[str], counts: Counter[str]) -> None:
    """Count names that Composer can't name: they become no row."""
    if names:
        counts["unnameable"] += len(names)
        some = ", ".join(map(repr, sorted(names)[:EXAMPLES]))
        logger.info("%d names that Composer can't name: %s", len(names), some)
