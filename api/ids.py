from __future__ import annotations

from api.ids import LARGEST_ID, NO_ID


class IdConverter:
    """
    An id in a path; what can't be one becomes NO_ID and is not found.

    So the view still asks first who the caller is, as for any other id.
    """

    regex = "[^/]+"

    def to_python(self, value: str) -> int:
        is_number = len(value) < 20 and value.isascii() and value.isdigit()
        number = int(value) if is_number else NO_ID
        return number if number <= LARGEST_ID else NO_ID

    def to_url(self, value: int) -> str:
        return str(value)
