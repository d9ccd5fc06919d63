"""The ETag of an object: which change of it this is, and what it says."""

from __future__ import annotations

from integrations.models import ContentItem


def etag_of(item: ContentItem) -> str:
    return f'"{item.seq}-{item.checksum:08x}"'
