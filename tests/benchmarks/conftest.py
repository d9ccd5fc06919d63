from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.setting import Setting, setting


@pytest.fixture(scope="module")
def where() -> Iterator[Setting]:
    with setting(is_quick=True) as made:
        yield made
