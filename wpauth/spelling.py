"""One name, however it is spelled: WordPress finds the same account by all of these."""

from __future__ import annotations

import re
import unicodedata

# What its sanitize_user() takes out of a name before it looks for the account.
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>?|%[0-9a-f]{2}|&.+?;", re.S)
# Letters that its remove_accents() replaces, and that are no letter with an accent.
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
INVISIBLE = {"Mn", "Cf"}  # accents by themselves, and what has no width


def one_spelling(username: str) -> str:
    """Return the same text for all spellings that mean the same account."""
    decomposed = unicodedata.normalize("NFKD", MARKUP.sub("", username.lower()))
    bare = "".join(
        character
        for character in decomposed
        if unicodedata.category(character) not in INVISIBLE
    )
    return " ".join(bare.translate(LETTERS).casefold().split())
