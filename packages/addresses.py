"""Where things are: the repository's own addresses and WordPress.org's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

PackageType = Literal["plugin", "theme"]

ZIP_NAME = re.compile(r"[A-Za-z0-9.:_~+-]+\.zip", re.ASCII)


@dataclass(frozen=True)
class Addresses:
    """What the settings say; none ends with a slash."""

    packages: str  # pages, search, notifications
    metadata: str  # packages.json, p2/, dist/: the CDN
    downloads: str = "https://downloads.wordpress.org"
    plugins_svn: str = "https://plugins.svn.wordpress.org"
    themes_svn: str = "https://themes.svn.wordpress.org"

    def zip(self, package_type: PackageType, slug: str, version: str) -> str:
        return f"{self.downloads}/{package_type}/{slug}.{version}.zip"

    def is_zip(self, url: str, package_type: PackageType) -> bool:
        """Tell whether an address is that of a zip in WordPress.org's own folder."""
        folder = f"{self.downloads}/{package_type}/"
        name = unquote(url.removeprefix(folder))
        return (
            url.startswith(folder)
            and ".." not in name
            and ZIP_NAME.fullmatch(name) is not None
        )

    def svn(self, package_type: PackageType, slug: str) -> str:
        host = self.plugins_svn if package_type == "plugin" else self.themes_svn
        return f"{host}/{slug}/"

    def page(self, name: str) -> str:
        return f"{self.packages}/{name}"

    def own_zip(self, slug: str, version: str, shasum: str) -> str:
        return f"{self.metadata}/dist/restart/{slug}-{version}-{shasum[:8]}.zip"
