"""Compares what a bucket holds with what we know of it: somebody else may have been there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from packages.bucket.bucket import Bucket, Listed
from packages.bucket.files import DOCUMENTS, ZIPS, is_ours, path_of
from packages.bucket.known import Known
from packages.builds.layout import LIST_JSON, PACKAGES_JSON
from packages.progress import Progress

md5 = partial(hashlib.md5, usedforsecurity=False)  # what buckets tell of a file


class Differences(NamedTuple):
    doubtful: list[str]  # keys that we don't know, or that hold other bytes
    lost: list[str]  # keys that we know, and the bucket doesn't have

    @property
    def files(self) -> int:
        return len(self.doubtful) + len(self.lost)


def differences(
    bucket: Bucket, known: Known, folder: Path, progress: Progress
) -> Differences:
    """List the bucket. What a bucket with keys of its own encrypts always holds other bytes."""
    lost, doubtful = set(known.keys()), []
    total = len(lost)
    for done, listed in zip(count(1), _ours(bucket), strict=False):
        if listed.key not in lost or _is_other(listed, path_of(listed.key, folder)):
            doubtful.append(listed.key)
        lost.discard(listed.key)
        progress(done, max(done, total))
    return Differences(doubtful, sorted(lost))


def mend(known: Known, found: Differences) -> None:
    """Let an upload send or delete again what isn't as we knew it."""
    known.doubt(found.doubtful)
    known.deleted(found.lost)


def _ours(bucket: Bucket) -> Iterator[Listed]:
    for prefix in (ZIPS, DOCUMENTS, LIST_JSON, PACKAGES_JSON):
        yield from (found for found in bucket.listed(prefix) if is_ours(found.key))


def _is_other(listed: Listed, path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return listed.etag.strip('"') != hashlib.file_digest(file, md5).hexdigest()
    except (FileNotFoundError, IsADirectoryError):  # it will be deleted
        return False
