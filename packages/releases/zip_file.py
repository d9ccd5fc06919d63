"""A zip of ours, which is looked at and never unpacked."""

from __future__ import annotations

import stat
import zlib
from collections import Counter
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from packages.exceptions import PackagesError

LARGEST = 50_000_000  # bytes
MOST_ENTRIES = 10_000
HIGHEST_RATIO = 100  # of the unpacked bytes to those of the zip
HEADER_BYTES = 8192  # as WordPress reads

ENCRYPTED = 0x1  # a bit of an entry's flags
PLAIN_KINDS = {0, stat.S_IFREG, stat.S_IFDIR}  # 0: its maker didn't say


class UnsafeZip(PackagesError):
    pass


class OurZip:
    """Raises UnsafeZip unless it is a zip that is safe to unpack anywhere."""

    def __init__(self, content: bytes) -> None:
        try:
            self.archive = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as exc:
            raise UnsafeZip(f"This isn't a zip: {exc}.") from exc
        self.entries = self.archive.infolist()
        self._check_sizes(len(content))
        for entry in self.entries:
            _check_entry(entry)
        self._check_names()
        self._check_content()

    @property
    def top_folder(self) -> str:
        """Return the name of the one folder that holds everything."""
        tops = {entry.filename.partition("/")[0] for entry in self.entries}
        if len(tops) == 1 and all("/" in entry.filename for entry in self.entries):
            return tops.pop()
        raise UnsafeZip(
            "Everything has to be in one folder, but at its top it holds "
            f"{_shown(', '.join(sorted(tops)[:5])) if tops else 'nothing'}."
        )

    def beginning(self, name: str) -> bytes | None:
        """Return what WordPress would read of a file; None: there is no such file."""
        try:
            with self.archive.open(name) as file:
                return file.read(HEADER_BYTES)
        except KeyError:
            return None

    def _check_sizes(self, size: int) -> None:
        if len(self.entries) > MOST_ENTRIES:
            raise UnsafeZip(f"It holds more than {MOST_ENTRIES:,} entries.")
        unpacked = sum(entry.file_size for entry in self.entries)
        if unpacked > HIGHEST_RATIO * size:
            raise UnsafeZip(
                f"Unpacked it would be more than {HIGHEST_RATIO} times as large."
            )

    def _check_names(self) -> None:
        paths = Counter(PurePosixPath(entry.filename) for entry in self.entries)
        path, times = paths.most_common(1)[0] if paths else (PurePosixPath(), 0)
        if times > 1:
            raise UnsafeZip(f"It holds {_shown(str(path))} {times} times.")
        files = {PurePosixPath(e.filename) for e in self.entries if not e.is_dir()}
        if above := files & {parent for path in paths for parent in path.parents}:
            name = _shown(str(min(above)))
            raise UnsafeZip(f"{name} is a file and a folder at once.")

    def _check_content(self) -> None:
        try:
            damaged = self.archive.testzip()
        except (BadZipFile, EOFError, zlib.error, ValueError) as exc:
            raise UnsafeZip(f"It is damaged: {_shown(str(exc))}.") from exc
        if damaged:
            raise UnsafeZip(f"It is damaged: {_shown(damaged)} can't be read.")


def _check_entry(entry: ZipInfo) -> None:
    name = entry.orig_filename
    if reason := _reason_against_name(name) or _reason_against_kind(entry):
        raise UnsafeZip(f"The entry {_shown(name)} {reason}.")


def _reason_against_name(name: str) -> str:
    if not name.isprintable():
        return "has a name with a control character"
    if "\\" in name:
        return "has a name with a backslash"
    if name.startswith("/"):
        return "has an absolute name"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "has a name with an empty part, `.` or `..`"
    return ""


def _reason_against_kind(entry: ZipInfo) -> str:
    if stat.S_IFMT(entry.external_attr >> 16) not in PLAIN_KINDS:
        return "is a link or a device, not a file"
    if entry.is_dir() and entry.file_size:
        return "is a folder with content"
    if entry.flag_bits & ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is compressed in a way that isn't known everywhere"
    return ""


def _shown(name: str) -> str:
    """Return a name that may be of any length and hold anything, for one line."""
    return repr(name if len(name) <= 100 else f"{name[:100]}…")
