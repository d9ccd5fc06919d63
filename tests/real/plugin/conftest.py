"""Tests of the plugin that ask WordPress directly, without the API."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import Visit, Visitor
from tests.real.world import RealWorld
from wordpress.local.accounts import Account


@pytest.fixture
def visit(world: RealWorld) -> Iterator[Visit]:
    """`visit("carol").get("/wp/v2/users")` asks as Carol does; "" is a guest."""
    known: dict[str, Visitor] = {}

    def visitor(name: str) -> Visitor:
        if name not in known:
            known[name] = Visitor(world, world.accounts[name] if name else None)
        return known[name]

    yield visitor
    for somebody in known.values():
        somebody.log_out()


@pytest.fixture
def edith(world: RealWorld) -> Account:
    """The editor, who has rights over everybody's posts and pages, but not over registries."""
    return world.add_account("edith", "Edith Stein", role="editor")
