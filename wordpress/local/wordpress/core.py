"""WordPress itself, of the Debian release asked for: downloaded and unpacked, never installed."""

from __future__ import annotations

import shutil
from pathlib import Path

from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.machine.locks import locked
from wordpress.local.progress import step
from wordpress.local.wordpress import debian_mirror

COMMON = ["wordpress", "php-getid3", "libjs-underscore", "libjs-cropper"]
PACKAGES = {
    "bookworm": [*COMMON, "wordpress-theme-twentytwentythree"],
    "trixie": [*COMMON, "libjs-lodash", "wordpress-theme-twentytwentyfive"],
    "sid": [
        *COMMON,
        "libjs-lodash",
        "libjs-jquery-ui",
        "libphp-phpmailer",
        "wordpress-theme-twentytwentyfive",
    ],
}
THEMES = "wp-content/themes"


def core(suite: str) -> Path:
    """Return the folder with WordPress of this suite. Every site shares it, so nobody may change it."""
    if suite not in PACKAGES:
        raise LocalError(
            f"WP_SUITE={suite} is none of {', '.join(PACKAGES)}: choose one of these."
        )
    folder = LOCAL / f"core-{suite}"
    with locked(LOCAL / f"core-{suite}.lock", wait=True):
        if not folder.exists():
            step(f"Downloading WordPress of Debian {suite}")
            _make(folder, suite)
    return folder


def _make(folder: Path, suite: str) -> None:
    work = folder.with_suffix(".new")
    shutil.rmtree(work, ignore_errors=True)
    root = debian_mirror.unpacked(work, suite, PACKAGES[suite])
    _assemble(root, work / "wordpress")
    (work / "wordpress").rename(folder)
    shutil.rmtree(work)


def _assemble(root: Path, target: Path) -> None:
    """Make one folder as wordpress.org ships it: Debian's links lead all over the system."""
    _drop_dangling_links(root)
    shutil.copytree(
        root / "usr/share/wordpress",
        target,
        ignore=shutil.ignore_patterns(".htaccess", "wp-config.php"),
    )
    shutil.copytree(
        root / "var/lib/wordpress" / THEMES, target / THEMES, dirs_exist_ok=True
    )


def _drop_dangling_links(root: Path) -> None:
    """Do what copytree() can't: it takes relative links for dangling, and so half the scripts."""
    for path in root.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
