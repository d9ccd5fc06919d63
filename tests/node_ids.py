"""A pytest plugin that gives each test an id of its own: xdist drops those that seem to be there twice."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "[" in item.name and "[" not in item.nodeid:  # Schemathesis's with pytest 9
            assert item.parent
            item._id = item.parent.id.child(item.name)
    assert len({item.nodeid for item in items}) == len(items)
