"""A page with a hundred gifts asks the API for them once."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Somebody
from tests.browser.registries import ITEMS, Registry
from tests.browser.site import Site

GIFTS = 100
FILL = """
WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ?)
INSERT INTO items (registry_id, name, url, quantity_needed, quantity_purchased, is_active, created_at, updated_at)
SELECT ?, 'Kettle ' || n, 'https://www.example.com/', 1, 0, 1, '2026-11-21 00:00:00', '2026-11-21 00:00:00' FROM counter
"""


@pytest.fixture
def full_registry(site: Site, public_registry: Registry) -> Registry:
    site.api.database.query(FILL, GIFTS - len(ITEMS), public_registry.id)
    return public_registry


@pytest.mark.parametrize(
    ("name", "query"), [("", ""), ("ada", ""), ("ada", "?registry={id}")]
)
def test_one_call(
    site: Site, somebody: Somebody, full_registry: Registry, name: str, query: str
) -> None:
    """Ask for it as friends see it, as the owner does, and as she sees what friends see."""
    visitor = somebody()
    if name:
        visitor.is_logged_in_as(name)
    before = len(site.api_calls())

    visitor.opens(full_registry.address + query.format(id=full_registry.id))

    assert visitor.main.locator("[data-restart-item]").count() == GIFTS
    assert site.api_calls()[before:] == ["GET /items"]
