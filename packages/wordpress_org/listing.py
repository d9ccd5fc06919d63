"""Subversion's page of a folder: the names in it, and the revision that it shows."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import unquote

from packages.wordpress_org.names import is_package_name
from packages.wordpress_org.xml import UnreadableAnswer

REVISION = re.compile(r"<title>[^<]*\bRevision (\d{1,18}):[^<]*</title>", re.ASCII)
FOLDER = re.compile(r'<li><a href="([^"/]+)/">')
END = "</html>"


@dataclass(frozen=True)
class Listing:
    revision: int
    names: list[str]
    unnameable: list[str]


def read_listing(body: bytes) -> Listing:
    page = body.decode("utf-8", "replace")
    revision = REVISION.search(page)
    if revision is None or not page.rstrip().endswith(END):
        raise UnreadableAnswer("this isn't a whole page of Subversion's")
    folders = [unquote(html.unescape(href)) for href in FOLDER.findall(page)]
    names = [name for name in folders if is_package_name(name)]
    others = [name for name in folders if not is_package_name(name) and name != ".."]
    return Listing(int(revision[1]), names, others)
