"""The cast: Ada owns, Bob is invited, Carol is a stranger, Eve is the administrator."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Account:
    id: int
    username: str
    email: str
    password: str = field(repr=False)
    application_password: str = field(repr=False)

    @property
    def authorization(self) -> str:
        """Return the value of the header, as curl -u makes it."""
        pair = f"{self.username}:{self.application_password}"
        return "Basic " + base64.b64encode(pair.encode()).decode()
