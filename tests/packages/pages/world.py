"""A served repository as people see it: some packages, builds, runs, closures, installations."""

from __future__ import annotations

import contextlib
import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from packages.addresses import PackageType
from tests.gunicorn import Gunicorn
from tests.packages.machine import Machine
from tests.packages.wordpress_org import WordPressOrg
from wordpress.local.machine.ports import free_port

SCRIPT = "<script>document.title = 'taken over'</script>"
RTL = "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627"
EMOJI = "Kettle \U0001fad6\U0001f469\u200d\U0001f373 \u0141\u00f3d\u017a \u8336"
QUOTES = "\"'><img src=x onerror=alert(1)>`${7*7}{{7*7}}"
WORDS = ("forms", "shop", "search engines", "pictures", "mail", "speed", "languages")
AUTHORS = ("Ada Lovelace", "Bob Kahn", "Carol Shaw")
BOBS = ("mail-1", "search-engines-3")  # two of one author
MONTHS = 14


@dataclass
class World:
    org: WordPressOrg
    machine: Machine
    gunicorn: Gunicorn

    @property
    def url(self) -> str:
        return self.machine.environment["PACKAGES_URL"] or ""

    def run(self, *commands: str) -> None:
        for command in commands:
            process = self.machine.manage(*command.split())
            assert process.returncode == 0, process.stderr


@contextlib.contextmanager
def running_world(folder: Path, template: Path | None = None) -> Iterator[World]:
    """Serve packages of all kinds, also such as somebody hostile would make."""
    with served(folder, template) as world:
        _fill(world)
        yield world


@contextlib.contextmanager
def served(folder: Path, template: Path | None = None) -> Iterator[World]:
    """Serve a repository that holds nothing yet."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/packages"
    urls = {"PACKAGES_URL": url, "PACKAGES_METADATA_URL": url}
    with WordPressOrg() as org:
        machine = Machine(folder, **org.environment(), **urls)
        machine.migrate(template)
        gunicorn = Gunicorn(machine.settings, port=port)
        try:
            yield World(org, machine, gunicorn)
        finally:
            gunicorn.stop()


def _fill(world: World) -> None:
    names = [*_list_ordinary(world.org), *_list_hostile(world.org)]
    toml = world.machine.folder / "names.toml"
    toml.write_text(_as_toml(names))
    world.run(f"discover --file {toml}", "pipeline --skip-discover")
    for slug in BOBS:
        world.org.close("plugin", slug, reason="Security Issue")
    world.org.close("plugin", "speed-1", reason=html.escape(SCRIPT), for_good=True)
    world.org.remove("plugin", "gone")
    world.run("check_status --all", "pipeline --skip-discover")
    install_monthly(world.machine, "forms-1")


def _list_ordinary(org: WordPressOrg) -> Iterator[tuple[PackageType, str]]:
    now = datetime(2026, 10, 1, 8, tzinfo=UTC)
    for number in range(56):
        kind: PackageType = "theme" if number % 4 == 3 else "plugin"
        word = WORDS[number % len(WORDS)]
        slug = f"{word.replace(' ', '-')}-{number // len(WORDS) + 1}"
        versions = [f"{number % 5}.{minor}" for minor in range(1, 4 + number % 3)]
        author, name = AUTHORS[number % 3], f"{word.capitalize()} No. {number + 1}"
        written = {"display_name": author} if kind == "theme" else author
        listed = org.add(kind, slug, *versions, name=name, author=written)
        listed.installs = 5_000_000 // (number + 1) ** 2
        listed.updated = now - timedelta(days=3 * number, hours=number)
        yield kind, slug
    org.add("plugin", "gone", "1.0")
    yield "plugin", "gone"
    many = [f"{major}.{minor}" for major in range(1, 9) for minor in range(7)]
    plenty = org.add("plugin", "plenty", *many, "8.5.1 beta", name="Plenty of versions")
    plenty.version = "8.6"
    org.tag("plugin", "plenty", "9.0")
    yield "plugin", "plenty"


def _list_hostile(org: WordPressOrg) -> Iterator[tuple[PackageType, str]]:
    texts = {"script": SCRIPT, "rtl": RTL, "emoji": EMOJI, "quotes": QUOTES}
    for slug, text in {**texts, "long": "A" * 300}.items():
        written = html.escape(text, quote=False)  # else a tag would be dropped
        fields = {"name": written, "author": written, "short_description": written * 3}
        org.add("plugin", f"hostile-{slug}", "1.0", homepage="javascript:x", **fields)
        yield "plugin", f"hostile-{slug}"


def _as_toml(names: list[tuple[PackageType, str]]) -> str:
    kinds: dict[str, list[str]] = {"plugins": [], "themes": []}
    for kind, slug in names:
        kinds[f"{kind}s"].append(slug)
    return "".join(f"{kind} = {slugs!r}\n" for kind, slugs in kinds.items())


def install_monthly(machine: Machine, slug: str) -> None:
    """Let a package have been installed month by month, until this one."""
    [(package,)] = machine.query("SELECT id FROM packages_package WHERE slug = ?", slug)
    month, total = datetime.now(UTC).date().replace(day=1), 0
    for number in range(MONTHS):
        installs = 40 + 60 * ((number * 7) % 5)
        _store_month(machine, package, month, installs)
        total += installs
        month = (month - timedelta(days=1)).replace(day=1)
    machine.query(
        "UPDATE packages_package SET installs_total = ?, installs_30d = 40 WHERE id = ?",
        total,
        package,
    )


def _store_month(machine: Machine, package: int, month: date, installs: int) -> None:
    machine.query(
        "INSERT INTO packages_installmonth (package_id, month, installs) "
        "VALUES (?, ?, ?)",
        package,
        month.isoformat(),
        installs,
    )
