from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]  # is called with what is done, and with all of it
