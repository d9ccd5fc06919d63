"""The files of a package, read as Composer reads them."""

from __future__ import annotations

from typing import Any

import orjson

from packages.repository.documents import Documents, documents
from packages.repository.row import PackageRow
from tests.packages.oracle import Composer
from tests.packages.rows import ADDRESSES


def made(row: PackageRow) -> Documents:
    return documents(row, ADDRESSES)


def read(content: bytes | None) -> Any:
    assert content is not None
    return orjson.loads(content)


def entries(content: bytes | None, composer: Composer) -> list[dict[str, Any]]:
    """Return the entries of a file as Composer expands them."""
    document = read(content)
    assert document["minified"] == "composer/2.0"
    [versions] = document["packages"].values()
    return composer.expand(versions)
