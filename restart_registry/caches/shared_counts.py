"""What all processes of a gunicorn count together, if no Redis does it for them."""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

WRITES = 100  # until the number of entries is looked at again


class SharedCounts(FileBasedCache):
    """
    Django's cache in files, except that two who count at once are both counted.

    gunicorn.conf.py makes the folder, which is nobody else's.
    """

    def __init__(self, folder: str, params: dict[str, Any]) -> None:
        super().__init__(folder, params)
        self._folder = Path(folder)
        self._writes = 0

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        with self._locked():
            return super().add(key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count on, with the same end, or raise ValueError if the key isn't there."""
        with self._locked():
            try:
                content = Path(self._key_to_file(key, version)).read_bytes()  # type: ignore[attr-defined]  # Django has it
            except FileNotFoundError as exc:
                raise ValueError(f"Key {key!r} not found.") from exc
            end, number = _read(content)
            if end < time.time():
                raise ValueError(f"Key {key!r} not found.")
            self.set(key, number + delta, end - time.time(), version)
            return number + delta

    def _cull(self) -> None:
        """Make room; to look through a full folder takes much longer than to count."""
        self._writes += 1
        if self._writes % WRITES == 0:
            super()._cull()  # type: ignore[misc]  # Django has it

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other threads and processes out; a killed one lets go of the lock."""
        with (self._folder / "lock").open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            yield


def _read(content: bytes) -> tuple[float, int]:
    """Return what `_write_content` wrote: when it ends, and the number."""
    end = pickle.loads(content)  # noqa: S301  # we wrote it
    rest = content[len(pickle.dumps(end, FileBasedCache.pickle_protocol)) :]
    return end, pickle.loads(zlib.decompress(rest))  # noqa: S301  # as above
