from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError

from packages.builds.folders import make_folder
from packages.configuration import storage


def own_folder(name: str = "", mode: int = 0o755) -> Path:
    """Return a folder of the storage, which is made if it isn't there."""
    folder = storage() / name
    try:
        make_folder(storage())
        folder.mkdir(mode=mode, exist_ok=True)
    except OSError as exc:
        raise CommandError(
            f"{folder} can't be made: {exc.strerror}. Make PACKAGES_STORAGE a folder "
            "that this user may write to."
        ) from exc
    return folder
