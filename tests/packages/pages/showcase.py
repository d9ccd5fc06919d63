"""A served repository that looks like a real one, for pictures."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from packages.addresses import PackageType
from tests.packages.pages.world import World, install_monthly, served
from tests.packages.wordpress_org import WordPressOrg
from wordpress.local.demo.composer_repository import make_composer_repository
from wordpress.local.folders import PROJECT

POPULAR = PROJECT / "packages/popular.toml"
SHOWN = "contact-form-7"
CLOSED = ("duplicate-page", "wp-mail-smtp")
AUTHORS = ("Ada Lovelace", "Grace Hopper", "Radia Perlman")


class Commands:
    """The repository's machine, as `make run` would have it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def manage(self, *arguments: str) -> str:
        self._world.run(" ".join(arguments))
        return ""


@contextlib.contextmanager
def showcase(folder: Path) -> Iterator[World]:
    with served(folder) as world:
        _list_popular(world.org)
        make_composer_repository(Commands(world))
        world.run("discover --source svn", "pipeline")
        for slug in CLOSED:
            world.org.close("plugin", slug)
        world.run("check_status --all", "pipeline", "aggregate_installs")
        install_monthly(world.machine, SHOWN)
        yield world


def _list_popular(org: WordPressOrg) -> None:
    now = datetime.now(UTC)
    for number, (kind, slug) in enumerate(_popular()):
        author = AUTHORS[number % len(AUTHORS)]
        written = {"display_name": author} if kind == "theme" else author
        versions = [f"{major}.{minor}" for major in range(1, 4) for minor in range(5)]
        listed = org.add(kind, slug, *versions, author=written)
        listed.installs = 10_000_000 // (number + 1)
        listed.updated = now - timedelta(days=2 * number + 1)


def _popular() -> Iterator[tuple[PackageType, str]]:
    names = tomllib.loads(POPULAR.read_text())
    yield from (("plugin", slug) for slug in names["plugins"])
    yield from (("theme", slug) for slug in names["themes"])
