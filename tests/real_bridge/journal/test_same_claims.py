"""What is claimed of the fake bridge holds for the real one: the same test classes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.bridge_worlds import BridgeMixin, BridgeWorld
from tests.real_bridge.journal.followed import Followed
from tests.real_bridge.journal.world import RealBridge

CLAIMS = Path(__file__).parents[2] / "integrations/bridge"


class RealBridgeMixin(BridgeMixin):
    @pytest.fixture(autouse=True)
    def take_real_bridge(self, followed: Followed) -> Iterator[None]:
        self.real_bridge = RealBridge(followed)
        yield
        self.real_bridge.restore()

    def open_bridge(self) -> BridgeWorld:
        return self.real_bridge


def shared_classes() -> Iterator[type[BridgeMixin]]:
    for file in sorted(CLAIMS.glob("test_*.py")):
        module = import_module(f"tests.integrations.bridge.{file.stem}")
        for found in vars(module).values():
            if isinstance(found, type) and found.__module__ == module.__name__:
                assert issubclass(found, BridgeMixin)
                yield found


globals().update(
    {
        shared.__name__: type(shared.__name__, (RealBridgeMixin, shared), {})
        for shared in shared_classes()
    }
)
