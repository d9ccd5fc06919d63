"""A version that has been read: its text, and what Composer makes of it."""

from __future__ import annotations

from typing import NamedTuple

from packages.versions.grammar import is_release, normal_form, stability
from packages.versions.order import Key, order_key


class Release(NamedTuple):
    text: str
    normal: str
    key: Key
    stable: bool

    def rank(self) -> tuple[Key, str]:
        """Return what sorts releases, also those that Composer takes for equal."""
        return self.key, self.text


def read_release(text: str) -> Release | None:
    normal = normal_form(text)
    if normal is None or not is_release(text):
        return None
    return Release(text, normal, order_key(normal), stability(normal) == "stable")


def is_stable(text: str) -> bool:
    release = read_release(text)
    return release is not None and release.stable
