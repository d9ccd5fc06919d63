"""What an address may hold. Everything else isn't found before any file is looked for."""

from __future__ import annotations

from packages.models.package import Vendor
from packages.repository.entries import CLOSED
from packages.wordpress_org.names import LONGEST, NAME


class _Text:
    regex: str
    longest: int

    def to_python(self, value: str) -> str:
        if len(value) > self.longest:
            raise ValueError("too long")
        return value

    def to_url(self, value: str) -> str:
        return value


class VendorConverter(_Text):
    regex = "|".join(Vendor.values)
    longest = LONGEST


class SlugConverter(_Text):
    regex = NAME.pattern
    longest = LONGEST


class DocumentConverter(_Text):
    """The name of a file below `p2/VENDOR/`, without its ending."""

    regex = rf"{NAME.pattern}(?:\.{CLOSED.replace('.', '[.]')})?(?:~dev)?"
    longest = LONGEST + len(f".{CLOSED}~dev")


class ZipConverter(_Text):
    """The name of a zip of ours, without its ending."""

    regex = r"[a-z0-9][A-Za-z0-9._+~-]*"
    longest = LONGEST
