"""The mail that the site wrote."""

from __future__ import annotations

import re
import time
from pathlib import Path

SECONDS = 30  # some mail is written after the answer is out


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def letters(self, to: str, subject: str) -> list[str]:
        """Return all mails, the oldest first."""
        head = f"To: {to}\nSubject: {subject}\n"
        written = (path.read_text() for path in sorted(self.folder.glob("*.txt")))
        return [letter for letter in written if letter.startswith(head)]

    def letter(self, to: str, subject: str) -> str:
        """Wait for a new mail, and return it."""
        deadline = time.monotonic() + SECONDS
        while not (letters := self.letters(to, subject)):
            assert time.monotonic() < deadline, f"no “{subject}” for {to}"
            time.sleep(0.1)
        return letters[-1]

    def link(self, to: str, subject: str, part: str) -> str:
        """Return the link whose address has this part."""
        links: list[str] = re.findall(r"https?://\S+", self.letter(to, subject))
        return next(link for link in links if part in link)
