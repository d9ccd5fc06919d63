"""Fields of WordPress.org's answers, which are read without trust.

What is missing, null, false or of another type is empty: one odd field stops no package.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

LARGEST = 2**63 - 1  # what SQLite can hold
MOST_WORDS = 100
LONGEST_MARKUP = 20_000  # enough for every text that we keep
# Two paragraphs don't run into one word. `[^<>]` keeps both linear, whatever the text is.
BETWEEN_LINES = re.compile(r"</?(?:p|br|li|ul|ol|div|h[1-6])\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[/!]?[a-z-][^<>]*>", re.IGNORECASE)


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def plain_text(value: object, longest: int) -> str:
    """Return what a reader sees: no tags, entities decoded once, no control characters."""
    if not isinstance(value, str):
        return ""
    lines = BETWEEN_LINES.sub(" ", value[:LONGEST_MARKUP])
    text = " ".join(html.unescape(TAG.sub("", lines)).split())
    return "".join(filter(_is_printed, text))[:longest].strip()


def words(value: object, longest: int) -> str:
    """Return a list of texts, such as slugs, as one text."""
    texts = value[:MOST_WORDS] if isinstance(value, list) else [value]
    return ", ".join(filter(None, (plain_text(text, longest) for text in texts)))[
        :longest
    ]


def number(value: object) -> int:
    """Return a count: zero or more, and what the database can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if 0 <= value <= LARGEST else 0


def percentage(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= 100 else None


def web_address(value: object, longest: int) -> str:
    """Return an http(s) address; anything else, `javascript:` too, is none."""
    if not isinstance(value, str) or len(value) > longest:
        return ""
    if not value.isprintable() or any(sign in value for sign in " \"'<>\\"):
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.hostname else ""


def moment(value: object) -> datetime | None:
    """Read `2026-01-02 3:04pm GMT`, `2026-01-02 15:04:05`, ISO or a date; UTC if it says nothing."""
    if not isinstance(value, str):
        return None
    try:
        found = _as_iso_or_as_the_directory(value.strip())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object) -> date | None:
    found = moment(value)
    return found.date() if found else None


def _as_iso_or_as_the_directory(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.strptime(text.upper(), "%Y-%m-%d %I:%M%p GMT")


def _is_printed(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")
