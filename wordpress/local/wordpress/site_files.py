"""The files of a site: WordPress, our configuration, links to our plugin and theme."""

from __future__ import annotations

import shutil
from pathlib import Path

from wordpress.local.folders import PHP_FILES, PLUGIN, THEME
from wordpress.local.wordpress.core import core


def make_site_files(site: Path, suite: str) -> None:
    if not site.exists():
        _copy_core(site, suite)
    content = site / "wp-content"
    for folder in (content / "mu-plugins", content / "plugins"):
        folder.mkdir(exist_ok=True)
    shutil.copy(PHP_FILES / "wp-config.php", site)
    shutil.copy(PHP_FILES / "local-only.php", content / "mu-plugins")
    for folder in (PLUGIN, THEME):
        _link(content / folder.parent.name / folder.name, folder)


def _copy_core(site: Path, suite: str) -> None:
    unpacked = core(suite)
    work = site.with_suffix(".new")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(unpacked, work)
    work.rename(site)


def _link(link: Path, folder: Path) -> None:
    """Make the link anew each time: the checkout may have moved."""
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
