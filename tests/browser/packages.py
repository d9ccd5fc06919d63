"""The Debian packages that the tests need beyond a local WordPress: `python -m tests.browser.packages`."""

from __future__ import annotations

import sys

from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.progress import say
from wordpress.local.wordpress import packages

NEEDED = [
    "apache2-bin",  # it serves Subversion's repositories
    "chromium",
    "composer",  # it resolves and installs from our repository
    "fonts-dejavu-core",
    "libapache2-mod-svn",  # Apache's part of Subversion
    "libatomic1",  # Playwright's driver is linked to this Node
    "nginx",  # it stands before the API
    "php-codesniffer",  # `make check` calls its phpcs
    "php-composer-metadata-minifier",  # Composer's own lists of versions
    "php-composer-semver",  # Composer's own grammar and order of versions
    "phpunit",
    "postgresql",  # the other database that DATABASE_URL may name
    "redis-server",  # the cache that CACHE_URL may name
    "systemd",  # its systemd-analyze checks our units
    "subversion",  # what WordPress.org keeps its packages in
    "unzip",  # Composer unpacks with it
]


def require() -> None:
    LOCAL.mkdir(exist_ok=True)
    packages.require(LOCAL / "packages.log", NEEDED, "the tests", otherwise="")


def main() -> int:
    try:
        require()
    except LocalError as error:
        say(f"\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
