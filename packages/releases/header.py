"""The comment at the top of a plugin or theme, as WordPress reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packages.addresses import PackageType
from packages.exceptions import PackagesError
from packages.releases.zip_file import OurZip
from packages.versions.acceptance import reason_against
from packages.versions.version_list import PHP_VERSION
from packages.wordpress_org.fields import plain_text

TYPES: dict[str, PackageType] = {"restart-registry": "plugin", "therestart": "theme"}
IN_FILE_NAMES = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
END = re.compile(r"\s*(?:\*/|\?>).*")  # of the comment, on the same line


@dataclass(frozen=True)
class Release:
    """What a zip of ours says of itself."""

    type: PackageType
    slug: str
    version: str
    display_name: str
    description: str
    author: str
    requires_wordpress: str
    requires_php: str


def read_release(archive: OurZip) -> Release:
    slug = archive.top_folder
    if slug not in TYPES:
        raise PackagesError(
            f"Its folder is {slug[:100]!r}, which is none of ours: {', '.join(TYPES)}."
        )
    file = f"{slug}/{slug}.php" if TYPES[slug] == "plugin" else f"{slug}/style.css"
    header = archive.beginning(file)
    if header is None:
        raise PackagesError(f"It holds no {file}, whose header names the version.")
    return _read(TYPES[slug], slug, header.decode(errors="replace"), file)


def _read(kind: PackageType, slug: str, header: str, file: str) -> Release:
    return Release(
        type=kind,
        slug=slug,
        version=_version(field(header, "Version"), file),
        display_name=plain_text(field(header, f"{kind} Name"), 300),
        description=plain_text(field(header, "Description"), 1000),
        author=plain_text(field(header, "Author"), 200),
        requires_wordpress=plain_text(field(header, "Requires at least"), 200),
        requires_php=_php(field(header, "Requires PHP"), file),
    )


def field(header: str, name: str) -> str:
    """Return what follows `NAME:` in the header, as WordPress's get_file_data() does."""
    line = re.compile(
        rf"^(?:[ \t]*<\?php)?[ \t/*#@]*{re.escape(name)}:(.*)$", re.I | re.M
    )
    found = line.search(header.replace("\r", "\n"))
    return END.sub("", found[1]).strip() if found else ""


def _version(text: str, file: str) -> str:
    if not text:
        raise PackagesError(f"The first 8 KB of {file} name no Version.")
    reason = reason_against(text)
    if reason or not IN_FILE_NAMES.fullmatch(text):
        why = reason or "it can't be part of a file's name"
        raise PackagesError(
            f"The Version {text[:100]!r} in {file} can't be used: {why}."
        )
    return text


def _php(text: str, file: str) -> str:
    if text and not PHP_VERSION.fullmatch(text):
        raise PackagesError(
            f"Requires PHP in {file} is {text[:100]!r}. Write it like 8.1."
        )
    return text
