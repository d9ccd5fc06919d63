"""All packages as they are at one moment, however many writers there are."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connections
from django.db.models import Max, Q

from packages.models import Package
from packages.models.package import PackageQuerySet, State
from packages.repository.row import PackageRow
from packages.router import ALIAS

FIELDS = (
    *("vendor", "slug", "type", "state", "versions", "description", "author"),
    *("homepage", "trunk_revision", "last_updated", "first_open_at"),
    *("closed_on", "closed_reason"),
)
CHUNK = 1000  # rows that are read at a time


class Summary(NamedTuple):
    """What tells whether a package's files have to be written."""

    pk: int
    name: str
    is_open: bool
    input_hash: str


@contextmanager
def snapshot() -> Iterator[None]:
    """
    Let the block read one state of the database, beside writers; it must not write.

    Django's `atomic` would hold the lock of the one writer (its BEGIN is IMMEDIATE).
    """
    connection = connections[ALIAS]
    if connection.in_atomic_block:  # then it is one state already
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def published(names: Sequence[str] = ()) -> PackageQuerySet:
    """Return the packages that have files, by name; of these names only, if there are any."""
    packages = Package.objects.filter(Q(state=State.OPEN) | ~Q(first_open_at=None))
    wanted = Q(*(_is_named(name) for name in names), _connector=Q.OR)
    return packages.filter(wanted).order_by("vendor", "slug")


def summaries(packages: PackageQuerySet) -> Generator[Summary, None, None]:
    values = packages.values_list("pk", "vendor", "slug", "state", "input_hash")
    for pk, vendor, slug, state, input_hash in values.iterator(CHUNK):
        yield Summary(pk, f"{vendor}/{slug}", state == State.OPEN, input_hash)


def rows(pks: Sequence[int]) -> dict[int, PackageRow]:
    found = Package.objects.filter(pk__in=pks).only(*FIELDS)
    return {package.pk: package.row() for package in found}


def last_run() -> int | None:
    """Return the highest Run that stored one of the packages."""
    last: int | None = Package.objects.aggregate(last=Max("sync_run"))["last"]
    return last


def _is_named(name: str) -> Q:
    vendor, _, slug = name.partition("/")
    return Q(vendor=vendor, slug=slug)
