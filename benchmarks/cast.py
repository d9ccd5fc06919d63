"""Who calls in the benchmarks."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Caller:
    username: str
    password: str = field(repr=False)

    @property
    def authorization(self) -> str:
        pair = f"{self.username}:{self.password}".encode()
        return "Basic " + base64.b64encode(pair).decode()


ADA = Caller("ada", "app password of ada")  # owns what is read
BOB = Caller("bob", "app password of bob")  # owns what grows
EVE = Caller("eve", "app password of eve")
SITE_ACCOUNT = Caller("restart-api", "app password of the site")
