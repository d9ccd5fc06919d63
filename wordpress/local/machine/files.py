"""Files that nobody else may read and that are never seen half written."""

from __future__ import annotations

import os
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    work = path.with_name(f"{path.name}.new")
    work.unlink(missing_ok=True)
    with os.fdopen(
        os.open(work, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as file:
        file.write(text)
    work.replace(path)
