from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connections

from packages.router import ALIAS

PRIVATE = 0o600


def keep_private(*, using: str, **kwargs: Any) -> None:
    """Let nobody else read the file; SQLite makes those beside it as private as it is."""
    file = Path(connections[using].settings_dict["NAME"])
    if using == ALIAS and file.is_file():
        file.chmod(PRIVATE)
