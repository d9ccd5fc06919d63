"""Names from a file: what `discover` knows without asking anybody."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import transaction

from packages.addresses import PackageType
from packages.discovery import new_rows
from packages.exceptions import PackagesError
from packages.router import ALIAS
from packages.wordpress_org.names import is_package_name

POPULAR = Path(__file__).parent.parent / "popular.toml"

Names = dict[PackageType, list[str]]


def read_names(file: Path) -> Names:
    """Raise PackagesError unless the file holds lists called `plugins` and `themes`."""
    try:
        data = tomllib.loads(file.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise PackagesError(f"{file} can't be read as TOML: {exc}.") from exc
    lists: dict[str, Any] = {"plugins": [], "themes": [], **data}
    if len(lists) > 2 or not all(map(_is_list_of_names, lists.values())):
        raise PackagesError(
            f"{file} may hold two lists of names and nothing else, such as "
            'plugins = ["akismet"] and themes = ["astra"].'
        )
    return {"plugin": lists["plugins"], "theme": lists["themes"]}


def add_names(
    package_type: PackageType, names: list[str], *, most: int | None
) -> Counter[str]:
    good = [name for name in names if is_package_name(name)]
    with transaction.atomic(using=ALIAS):
        counts = Counter(new=new_rows.add(package_type, good, most=most))
    new_rows.report_unnameable(set(names) - set(good), counts)
    return counts


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
