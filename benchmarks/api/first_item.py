"""A cold start: `python -m benchmarks.api.first_item SIDE` answers one request, and ends."""

from __future__ import annotations

import sys

from benchmarks.api.calls import get_item
from benchmarks.api.events import body_of, event_of
from benchmarks.api.handlers import HANDLERS


def main() -> int:
    from benchmarks.api.worker import CONTEXT

    call = get_item()
    response = HANDLERS[sys.argv[1]]()(event_of(call), CONTEXT)
    return not call.is_right(response["statusCode"], body_of(response))


if __name__ == "__main__":
    sys.exit(main())
