"""What is claimed beside the fake WordPress holds beside the real one: the same test classes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.real.world import RealWorld
from tests.worlds import FakeWordPressMixin, WordPressMixin, World

TESTS = Path(__file__).parents[1]
FOLDERS = ("items", "registries", "restart_registry", "wpauth", "wpclient")


class RealWorldMixin(WordPressMixin):
    @pytest.fixture(autouse=True)
    def take_real_world(self, world: RealWorld) -> None:
        self.real_world = world

    def open_world(self) -> World:
        return self.real_world


def shared_classes() -> Iterator[type[WordPressMixin]]:
    """Yield every class that needs nothing but a World."""
    for folder in FOLDERS:
        for file in sorted((TESTS / folder).rglob("test_*.py")):
            path = file.relative_to(TESTS).with_suffix("")
            module = import_module(".".join(("tests", *path.parts)))
            classes = [x for x in vars(module).values() if isinstance(x, type)]
            for found in classes:
                if found.__module__ == module.__name__ and is_shared(found):
                    yield found


def is_shared(found: type) -> TypeGuard[type[WordPressMixin]]:
    return issubclass(found, WordPressMixin) and not issubclass(
        found, FakeWordPressMixin
    )


def in_the_real_world() -> dict[str, type]:
    return {
        shared.__name__: type(shared.__name__, (RealWorldMixin, shared), {})
        for shared in shared_classes()
    }


globals().update(in_the_real_world())
