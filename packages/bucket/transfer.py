"""What is sent to a bucket, or deleted there, by many threads at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from packages.bucket.bucket import CONNECTIONS, Bucket
from packages.bucket.files import File, path_of
from packages.bucket.known import Known, parts
from packages.builds.files import sha256_of
from packages.builds.integrity import ANEW, BrokenBuild
from packages.builds.serving import FIVE_MINUTES, FOR_EVER, JSON, ZIP
from packages.following.threads import batches, in_threads
from packages.progress import Progress

PART = 1000  # files that are in doubt at a time

Item = TypeVar("Item")


class Transfer:
    def __init__(
        self,
        bucket: Bucket,
        known: Known,
        folder: Path,
        total: int,
        progress: Progress,
    ) -> None:
        self.bucket, self.known, self.folder = bucket, known, folder
        self.done, self.total, self.progress = 0, total, progress

    def send(self, files: Iterable[File]) -> None:
        """Return when the bucket holds all of them."""
        for part in parts(files, PART):
            self.known.doubt(file.key for file in part)
            self._carry(self._sent, part, self.known.sent)

    def delete(self, keys: Sequence[str]) -> None:
        for part in parts(keys, PART):
            self.known.doubt(part)
            self._carry(self._deleted, part, self.known.deleted)

    def _carry(
        self,
        function: Callable[[Item], Item],
        items: Sequence[Item],
        note: Callable[[Sequence[Item]], None],
    ) -> None:
        """Let threads do it, and note what the bucket has answered."""
        results = in_threads(function, items, CONNECTIONS, self._progress())
        for batch in batches(results):
            note(batch)
        self.done += len(items)

    def _progress(self) -> Progress:
        return lambda done, _: self.progress(self.done + done, self.total)

    def _sent(self, file: File) -> File:
        path = path_of(file.key, self.folder)
        is_document = file.key.endswith(".json")
        with path.open("rb") as content:
            if sha256_of(content) != file.sha256:
                raise BrokenBuild(f"{path} isn't the file that was built. {ANEW}")
            content.seek(0)
            self.bucket.put(
                file.key,
                content,
                content_type=JSON if is_document else ZIP,
                cached=FIVE_MINUTES if is_document else FOR_EVER,
            )
        return file

    def _deleted(self, key: str) -> str:
        self.bucket.delete(key)
        return key
