from __future__ import annotations

LARGEST_ID = 2**63 - 1  # SQLite's and PostgreSQL's bigint
NO_ID = 0  # no row and no post has it


class IdConverter:
    """
    An id in a path; anything that can't be one becomes NO_ID, which is never found.

    This way the view still asks first who the caller is, as for any other id.
    """

    regex = "[^/]+"

    def to_python(self, value: str) -> int:
        is_number = len(value) < 20 and value.isascii() and value.isdigit()
        number = int(value) if is_number else NO_ID
        return number if number <= LARGEST_ID else NO_ID

    def to_url(self, value: int) -> str:
        return str(value)
