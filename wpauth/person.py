from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody known by an e-mail address, which no log and no message shows."""

    email: str = field(repr=False)

    @classmethod
    def known_by(cls, email: str) -> Person:
        """Take what somebody typed, or raise ValueError with a sentence for them."""
        name, _, host = email.strip().rpartition("@")
        if not name or not host or not email.strip().isprintable():
            raise ValueError(
                "An e-mail address is needed, as in bob@example.org. Nobody can be "
                "looked up by a user name here."
            )
        return cls(email.strip())

    def is_meant_by(self, text: str | None) -> bool:
        """Return whether the whole text is this address, in any case."""
        return text is not None and _folded(text) == _folded(self.email)


def _folded(email: str) -> str:
    """Ignore case and nothing else: casefold() takes straße.test for strasse.test."""
    return unicodedata.normalize("NFC", email.strip().lower())
