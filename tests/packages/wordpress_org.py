"""
WordPress.org, as far as we ask it: a server on loopback, for tests and other processes.

`python -m tests.packages.wordpress_org --plugins 1000 --themes 100` serves some packages.
"""

from __future__ import annotations

import argparse
import io
import itertools
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any, Self
from urllib.parse import unquote

import orjson

from packages.addresses import PackageType
from packages.wordpress_org.http import Sources
from tests.packages import directory
from tests.packages.directory import Listed
from tests.packages.fake_subversion import NOT_FOUND, FakeSubversion, Reply
from tests.packages.loopback import LoopbackServer, Received
from tests.packages.troubles import Trouble

USER_AGENT = "restart-packages/tests (+https://example.org/packages)"
WITHOUT_LIMIT = 100_000


class WordPressOrg:
    """
    What a test changes is what the next request sees.

    `trouble` may answer in place of the directory: see also everywhere() and
    times(). `replica` tells, for the newest revision, which one a log's server has.
    """

    def __init__(self, seed: int = 0, port: int = 0) -> None:
        self.seed = seed
        self.packages: dict[tuple[str, str], Listed] = {}
        self.subversion: dict[str, FakeSubversion] = {
            "plugin": FakeSubversion(),
            "theme": FakeSubversion(),
        }
        self.received: list[Received] = []
        self.trouble: Callable[[Received], Trouble | None] = lambda received: None
        self.replica: Callable[[int], int] = lambda newest: newest
        self._numbers = itertools.count()
        self._server = LoopbackServer(port, self._answer)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.api = f"{self.url}/api"
        self.downloads = f"{self.url}/downloads"

    def stop(self) -> None:
        """Answer nobody any more: connections are refused."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def svn(self, package_type: PackageType) -> str:
        return f"{self.url}/svn/{package_type}s"

    def sources(self, limiter: Path, rate: int = WITHOUT_LIMIT) -> Sources:
        """Return where a session of this process asks."""
        return Sources(
            api=self.api,
            plugins_svn=self.svn("plugin"),
            themes_svn=self.svn("theme"),
            rate=rate,
            user_agent=USER_AGENT,
            limiter=limiter,
        )

    def environment(self, rate: int = WITHOUT_LIMIT) -> dict[str, str]:
        """Return the settings with which a command asks."""
        return {
            "PACKAGES_WORDPRESS_ORG_API": self.api,
            "PACKAGES_WORDPRESS_ORG_DOWNLOADS": self.downloads,
            "PACKAGES_WORDPRESS_ORG_PLUGINS_SVN": self.svn("plugin"),
            "PACKAGES_WORDPRESS_ORG_THEMES_SVN": self.svn("theme"),
            "PACKAGES_WORDPRESS_ORG_RATE": str(rate),
        }

    # What people at WordPress.org do

    def generate(self, *, plugins: int = 0, themes: int = 0) -> list[Listed]:
        """Make packages from the seed; further ones with each call."""
        kinds: list[tuple[PackageType, int]] = [("plugin", plugins), ("theme", themes)]
        made = [
            directory.generated(package_type, next(self._numbers), self.seed)
            for package_type, count in kinds
            for _ in range(count)
        ]
        for listed in made:
            self._import(listed)
        return made

    def add(
        self, package_type: PackageType, slug: str, *versions: str, **fields: Any
    ) -> Listed:
        """Make a package, the last of whose versions is the directory's; `fields` are the API's."""
        version = versions[-1] if versions else ""
        made = Listed(package_type, slug, list(versions), version, fields=fields)
        return self._import(made)

    def tag(self, package_type: PackageType, slug: str, version: str) -> int:
        """Add a version that isn't the directory's, not yet; return the revision."""
        listed = self.packages[package_type, slug]
        listed.versions = [*listed.versions, version]
        folder = _tags(package_type)
        return self.subversion[package_type].commit(
            "mkdir", f"{slug}/{folder}{version}"
        )

    def release(
        self, package_type: PackageType, slug: str, version: str | None = None
    ) -> str:
        """Tag a version, unless it is tagged, and make it the directory's."""
        listed = self.packages[package_type, slug]
        version = version or f"9.{self.subversion[package_type].newest}"
        if version not in listed.versions:
            self.tag(package_type, slug, version)
        listed.version = version
        listed.updated += timedelta(days=1)
        return version

    def commit(self, package_type: PackageType, slug: str) -> int:
        """Change a file: in a plugin's trunk, in a theme's last version."""
        folder = "trunk" if package_type == "plugin" else self._last(slug)
        file = f"{slug}/{folder}/readme.txt"
        return self.subversion[package_type].commit("put", "/dev/null", file)

    def close(
        self,
        package_type: PackageType,
        slug: str,
        *,
        reason: str = "Security Issue",
        for_good: bool = False,
    ) -> None:
        listed = self.packages[package_type, slug]
        listed.state = "closed_for_good" if for_good else "closed"
        listed.reason = reason

    def reopen(self, package_type: PackageType, slug: str) -> None:
        self.packages[package_type, slug].state = "open"

    def remove(self, package_type: PackageType, slug: str) -> Listed:
        """Forget a package: its name is gone."""
        return self.packages.pop((package_type, slug))

    # What may go wrong

    def everywhere(self, trouble: Trouble | None) -> None:
        """Answer every request so; None: all is well again."""
        self.trouble = lambda received: trouble

    def times(self, number: int, trouble: Trouble) -> None:
        """Answer the next requests so, and those after them well."""
        left = iter(range(number))
        self.trouble = lambda received: None if next(left, None) is None else trouble

    # What it answers

    def _answer(self, received: Received) -> tuple[Reply, Trouble | None]:
        self.received.append(received)
        return self._reply(received), self.trouble(received)

    def _reply(self, received: Received) -> Reply:
        match [unquote(part) for part in received.path.split("/")[1:]]:
            case ["api", "plugins" | "themes" as kind, "info", "1.2", ""]:
                return self._information(kind.removesuffix("s"), received)
            case ["downloads", "plugin" | "theme" as kind, name]:
                return self._zip(kind, name.removesuffix(".zip"))
            case ["svn", "plugins" | "themes" as kind, *path]:
                subversion = self.subversion[kind.removesuffix("s")]
                return self._dav(subversion, "/".join(path).rstrip("/"), received)
        return NOT_FOUND

    def _information(self, kind: str, received: Received) -> Reply:
        if received.query.get("action") != f"{kind}_information":
            return Reply(
                400, b'{"error": "Action not implemented."}', "application/json"
            )
        listed = self.packages.get((kind, received.slug))
        status, data = directory.answer(listed, kind, self.downloads)
        return Reply(status, orjson.dumps(data), "application/json")

    def _zip(self, kind: str, name: str) -> Reply:
        """Return a zip of a version: `tea.1.0`, or `tea` for a trunk; a closed one's, too."""
        slug, _, version = name.partition(".")
        listed = self.packages.get((kind, slug))
        if listed is None or (version and version not in listed.versions):
            return NOT_FOUND
        whole = io.BytesIO()
        file = f"{slug}/{slug}.php" if kind == "plugin" else f"{slug}/style.css"
        with zipfile.ZipFile(whole, "w") as archive:
            entry = zipfile.ZipInfo(file)
            archive.writestr(entry, f"/* Version: {version or 'trunk'} */\n")
        return Reply(200, whole.getvalue(), "application/zip")

    def _dav(self, subversion: FakeSubversion, path: str, received: Received) -> Reply:
        youngest = self.replica(subversion.newest)
        match received.method:
            case "GET":
                return subversion.listing(path, youngest)
            case "REPORT":
                return subversion.log(received.body, youngest)
            case "PROPFIND":
                return subversion.version_name(path)
        return Reply(405, b"", "text/html")

    def _import(self, listed: Listed) -> Listed:
        self.packages[listed.package_type, listed.slug] = listed
        folder = _tags(listed.package_type)
        above = ["trunk", "tags"] if folder else []
        tags = [f"{folder}{version}" for version in listed.versions]
        subversion = self.subversion[listed.package_type]
        subversion.import_package(listed.slug, [*above, *tags])
        return listed

    def _last(self, slug: str) -> str:
        return self.packages["theme", slug].versions[-1]


def _tags(package_type: PackageType) -> str:
    return "tags/" if package_type == "plugin" else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in {"plugins": 20, "themes": 7, "seed": 0, "port": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with WordPressOrg(asked.seed, asked.port) as org:
        org.generate(plugins=asked.plugins, themes=asked.themes)
        lines = [f"{name}={value}\n" for name, value in org.environment().items()]
        sys.stdout.writelines(lines)
        sys.stdout.flush()
        try:
            Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
