"""How an object is found: by a part of its title or its slug, or by its id in WordPress."""

from __future__ import annotations

from django.db.models import Q

from api.ids import LARGEST_ID


def found_by(text: str) -> Q:
    found = Q()
    for spelling in _spellings(text):
        found |= Q(title__icontains=spelling) | Q(slug__icontains=spelling)
    if is_number(text) and int(text) <= LARGEST_ID:
        found |= Q(external_id=int(text))
    return found


def is_number(text: str) -> bool:
    """Return whether a text may be an id: `isdigit` alone takes ² for one."""
    return text.isascii() and text.isdigit()


def _spellings(text: str) -> set[str]:
    """Return what is looked for: SQLite ignores the case of a to z, and of no other."""
    if text.isascii():
        return {text}
    return {text, text.lower(), text.upper(), text.capitalize(), text.title()}
