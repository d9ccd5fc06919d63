"""Which texts may be a version here, and why the others may not."""

from __future__ import annotations

import re
from enum import StrEnum

from packages.versions.grammar import is_release, normal_form

LONGEST = 50
# What the grammar needs. Build metadata (1.0+…) may hold anything there, but a text also
# names a folder in Subversion and a file.
CHARACTERS = re.compile(r"[A-Za-z0-9.:_+-]+", re.ASCII)
TRUNK = {"trunk", "dev-trunk"}


class Reason(StrEnum):
    """Why a version isn't offered, as the package's page says it."""

    TRUNK = "it is trunk, which is dev-trunk here"
    TOO_LONG = f"it has more than {LONGEST} characters"
    CHARACTERS = "it holds a character that no version may hold"
    INVALID = "Composer can't read it"
    BRANCH = "it names a branch, not a release"
    ADDRESS = "its zip isn't in WordPress.org's own folder"
    PENDING = "it is above the version that the directory offers"
    SAME_VERSION = "Composer reads another text as the same version"


def reason_against(text: str) -> Reason | None:
    """Return why a text can't be a version, whatever the directory says of it."""
    if text in TRUNK:
        return Reason.TRUNK
    if len(text) > LONGEST:
        return Reason.TOO_LONG
    if text and not CHARACTERS.fullmatch(text):
        return Reason.CHARACTERS
    if normal_form(text) is None:
        return Reason.INVALID
    return None if is_release(text) else Reason.BRANCH
