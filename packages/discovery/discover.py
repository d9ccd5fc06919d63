"""Learn which packages there are, from a file of names or from WordPress.org's Subversion."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal, get_args

from packages.addresses import PackageType
from packages.discovery.configured import POPULAR, add_names, read_names
from packages.discovery.subversion import follow
from packages.models import Run
from packages.progress import Progress
from packages.wordpress_org.http import Session

Source = Literal["config", "svn"]
BOTH: tuple[PackageType, ...] = get_args(PackageType)


def discover(
    run: Run,
    *,
    source: Source = "config",
    package_type: PackageType | None = None,
    file: Path = POPULAR,
    limit: int | None = None,
    session: Session,
    progress: Progress,
) -> Counter[str]:
    """
    Make rows of new names; from Subversion also learn which packages were committed to.

    `limit` is of new rows, and no watermark moves with it. Raises PackagesError at the
    end when something couldn't be read; what was read stays.
    """
    types = (package_type,) if package_type else BOTH
    if source == "svn":
        return follow(types, run, limit=limit, session=session, progress=progress)
    names, counts = read_names(file), Counter[str]()
    for done, each in enumerate(types, 1):
        most = None if limit is None else limit - counts["new"]
        counts.update(add_names(each, names[each], most=most))
        run.counters = dict(counts)
        progress(done, len(types))
    return counts
