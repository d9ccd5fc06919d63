"""
Which Composer the tests run: Debian's of this machine, or the one of another Debian release.

`COMPOSER_SUITE=trixie` (2.8) or `sid` (2.11) unpacks the latter, without installing it; it
runs on this machine's PHP.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

from tests.browser import packages
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.machine.locks import locked
from wordpress.local.progress import step
from wordpress.local.wordpress import debian_mirror

INSTALLED = "bookworm"
SUITES = (INSTALLED, "trixie", "sid")
SUITE = os.environ.get("COMPOSER_SUITE") or INSTALLED
POLYFILLS = Path(__file__).parent / "php" / "polyfills.php"
PHP = "usr/share/php"
PACKAGES = [
    "composer",
    "jsonlint",
    "php-composer-ca-bundle",
    "php-composer-class-map-generator",
    "php-composer-metadata-minifier",
    "php-composer-pcre",
    "php-composer-semver",
    "php-composer-spdx-licenses",
    "php-composer-xdebug-handler",
    "php-enum",
    "php-json-schema",
    "php-psr-container",
    "php-psr-log",
    "php-react-promise",
    "php-seld-signal-handler",
    "php-symfony-console",
    "php-symfony-deprecation-contracts",
    "php-symfony-filesystem",
    "php-symfony-finder",
    "php-symfony-process",
    "php-symfony-service-contracts",
    "php-symfony-string",
]


@cache
def composer() -> list[str]:
    """Return the command that starts Composer."""
    packages.require()
    if SUITE not in SUITES:
        raise LocalError(
            f"COMPOSER_SUITE={SUITE} is none of {', '.join(SUITES)}: choose one of these."
        )
    if SUITE == INSTALLED:
        return ["composer"]
    root = _unpacked(SUITE)
    settings = {"include_path": root / PHP, "auto_prepend_file": POLYFILLS}
    options = [f"-d{name}={value}" for name, value in settings.items()]
    return ["php", *options, str(root / "usr/bin/composer")]


def is_since(suite: str) -> bool:
    """Tell whether the Composer that runs is of this Debian release or a later one."""
    return SUITES.index(SUITE) >= SUITES.index(suite)


def _unpacked(suite: str) -> Path:
    folder = LOCAL / f"composer-{suite}"
    with locked(folder.with_suffix(".lock"), wait=True):
        if not folder.exists():
            step(f"Downloading Composer of Debian {suite}")
            _unpack(folder, suite)
    return folder


def _unpack(folder: Path, suite: str) -> None:
    work = folder.with_suffix(".new")
    shutil.rmtree(work, ignore_errors=True)
    root = debian_mirror.unpacked(work, suite, PACKAGES)
    for loader in (root / PHP).rglob("autoload.php"):
        _load_from(folder / PHP, loader)
    root.rename(folder)
    shutil.rmtree(work)


def _load_from(folder: Path, loader: Path) -> None:
    """Let Debian's autoloaders, which name `/usr`, load what lies beside them."""
    loader.write_text(loader.read_text().replace(f"'/{PHP}/", f"'{folder}/"))
