"""Names from a file: what `discover` knows without asking anybody."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from packages.addresses import PackageType
from packages.exceptions import PackagesError

POPULAR = Path(__file__).parent.parent / "popular.toml"

Names = dict[PackageType, list[str]]


def read_names(file: Path) -> Names:
    """Raise PackagesError unless the file holds lists called `plugins` and `themes`."""
    try:
        data = tomllib.loads(file.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise PackagesError(f"{file} can't be read as TOML: {exc}.") from exc
    lists = {"plugins": [], "themes": [], **data}
    if len(lists) > 2 or not all(map(_is_list_of_names, lists.values())):
        raise PackagesError(
            f"{file} may hold two lists of names and nothing else, such as "
            'plugins = ["akismet"] and themes = ["astra"].'
        )
    return {"plugin": lists["plugins"], "theme": lists["themes"]}


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
