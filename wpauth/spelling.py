"""Spellings of a name by which WordPress finds the same account count as one."""

from __future__ import annotations

import re
import unicodedata

# WordPress's sanitize_user() removes these before it looks for the account.
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>?|%[0-9a-f]{2}|&.+?;", re.S)
# Its remove_accents() replaces these letters as well, though they have no accent.
LETTERS = str.maketrans(
    {
        "ß": "s",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŧ": "t",
    }
)
INVISIBLE = {"Mn", "Cf"}  # combining accents, and characters without width


def one_spelling(username: str) -> str:
    """Return the same text for all spellings that mean the same account."""
    decomposed = unicodedata.normalize("NFKD", MARKUP.sub("", username.lower()))
    bare = "".join(
        character
        for character in decomposed
        if unicodedata.category(character) not in INVISIBLE
    )
    return " ".join(bare.translate(LETTERS).casefold().split())
