"""Tests that the pages are of one family with the theme, and that htmx is what npm has."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from wordpress.local.folders import PROJECT, THEME

STATIC = PROJECT / "packages/static/packages"
CSS = (STATIC / "packages.css").read_text()
# htmx.org 2.0.11, dist/htmx.min.js
HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
SETTINGS: dict[str, Any] = json.loads((THEME / "theme.json").read_text())["settings"]
FACES = re.compile(
    r'@font-face \{\s+font-family: "?([^;"]+)"?;\s+font-weight: ([^;]+);.*?'
    r'src: url\("fonts/([^"]+)"\).*?unicode-range: ([^;]+);',
    re.S,
)


def variables(start: str) -> dict[str, str]:
    """Return what the style sheet calls `--START-NAME`, by the name."""
    return dict(re.findall(rf"^\t--{start}-([\w-]+): (.*);$", CSS, re.M))


def test_htmx_is_npms_file() -> None:
    content = (STATIC / "htmx.min.js").read_bytes()

    assert hashlib.sha256(content).hexdigest() == HTMX
    assert b'version:"2.0.11"' in content


def test_the_colours_are_the_themes() -> None:
    palette = {one["slug"]: one["color"] for one in SETTINGS["color"]["palette"]}

    assert palette.items() <= variables("color").items()


def test_the_sizes_are_the_themes() -> None:
    sizes = {one["slug"]: one for one in SETTINGS["typography"]["fontSizes"]}

    for slug, size in variables("size").items():
        if limits := sizes[slug]["fluid"]:
            smallest, *_, largest = size.removeprefix("clamp(")[:-1].split(", ")
            assert {"min": smallest, "max": largest} == limits
        else:
            assert size == sizes[slug]["size"]


def test_the_spaces_and_widths_are_the_themes() -> None:
    spaces = {one["slug"]: one["size"] for one in SETTINGS["spacing"]["spacingSizes"]}
    layout = SETTINGS["layout"]

    assert variables("space") == spaces
    assert variables("content") == {"size": layout["contentSize"]}
    assert variables("wide") == {"size": layout["wideSize"]}


def test_the_faces_are_the_themes() -> None:
    families = SETTINGS["typography"]["fontFamilies"]
    faces = {
        (face["fontFamily"], face["fontWeight"], file, face["unicodeRange"])
        for family in families
        for face in family["fontFace"]
        for file in [face["src"][0].removeprefix("file:./assets/fonts/")]
    }

    assert variables("face") == {one["slug"]: one["fontFamily"] for one in families}
    assert len(ours := set(FACES.findall(CSS))) == 6
    assert ours <= faces


def test_the_fonts_are_the_themes_and_come_with_their_licences() -> None:
    files = {file.name: file.read_bytes() for file in (STATIC / "fonts").iterdir()}
    fonts = {name for name in files if name.endswith(".woff2")}

    assert fonts == {file for _, _, file, _ in FACES.findall(CSS)}
    assert len(files) == len(fonts) + 3
    for name, content in files.items():
        assert content == (THEME / "assets/fonts" / name).read_bytes()
