"""What we know of a bucket, without asking it. Killed at any moment, it says nothing wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from packages.bucket.files import File, path_of
from packages.models import BucketObject
from packages.router import ALIAS

PART = 500  # keys in one question

Item = TypeVar("Item")


class Known:
    def __init__(self, bucket: str) -> None:
        """`bucket` is its address."""
        self.bucket = bucket

    def __len__(self) -> int:
        return self._objects().count()

    def keys(self) -> Iterator[str]:
        """Yield the key of everything that the bucket may hold."""
        return self._objects().values_list("key", flat=True).iterator()

    def lacking(self, files: Iterable[File]) -> Iterator[File]:
        """Yield the files that the bucket doesn't surely hold."""
        for part in parts(files, PART):
            surely = self._hashes(file.key for file in part)
            yield from (file for file in part if surely.get(file.key) != file.sha256)

    def superfluous(self, folder: Path) -> list[str]:
        """Return the keys that the bucket may hold, and a build doesn't have."""
        return [key for key in self.keys() if not path_of(key, folder).is_file()]

    def doubt(self, keys: Iterable[str]) -> None:
        """Has to be called before a key is sent or deleted: we may not live to see the answer."""
        self._store(File(key, sha256="") for key in keys)

    def sent(self, files: Iterable[File]) -> None:
        self._store(files)

    def deleted(self, keys: Iterable[str]) -> None:
        for part in parts(keys, PART):
            self._objects().filter(key__in=part).delete()

    def _objects(self) -> QuerySet[BucketObject]:
        return BucketObject.objects.filter(bucket=self.bucket)

    def _hashes(self, keys: Iterable[str]) -> dict[str, str]:
        found = self._objects().filter(key__in=list(keys))
        return dict(found.values_list("key", "sha256"))

    def _store(self, files: Iterable[File]) -> None:
        now = timezone.now()
        objects = [
            BucketObject(
                bucket=self.bucket,
                key=file.key,
                sha256=file.sha256,
                uploaded_at=now if file.sha256 else None,
            )
            for file in files
        ]
        with transaction.atomic(using=ALIAS):
            BucketObject.objects.bulk_create(
                objects,
                update_conflicts=True,
                unique_fields=["bucket", "key"],
                update_fields=["sha256", "uploaded_at"],
            )


def parts(items: Iterable[Item], size: int) -> Iterator[Sequence[Item]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part
