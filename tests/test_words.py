"""The plugin and the theme use one word for one thing, in every string that a person sees."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.words import DROPPED
from wordpress.local.folders import PLUGIN, PROJECT, THEME

QUOTED = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# __( 'One' ), _n( 'One', 'Many', … ), _x( 'One', 'context' )
TRANSLATED = re.compile(
    rf"\b(?:__|_e|_x|_ex|_n|_nx|esc_(?:html|attr)_(?:_|e|x))\(\s*(?:/\*.*?\*/\s*)?{QUOTED}(?:,\s*{QUOTED})?"
)
LITERAL = re.compile(QUOTED + r"|`([^`]*)`")
PHP = re.compile(r"<\?php.*?(?:\?>|\Z)", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
DOMAINS = {"restart-registry", "therestart"}
# People don't read these: CSS classes, names of events, addresses.
CODE = re.compile(r"[\w./:#?=\[\]\"'@${}-]*|.*[.\[#>]\w.*")


@functools.cache
def strings() -> list[tuple[Path, str]]:
    return [
        (path.relative_to(PROJECT), text)
        for folder in (PLUGIN, THEME)
        for path in sorted(folder.rglob("*.*"))
        if (read := READ.get(path.suffix))
        for text in read(path)
    ]


def of_php(path: Path) -> Iterator[str]:
    source = path.read_text()
    for match in TRANSLATED.finditer(source):
        yield from (
            text[1:-1] for text in match.groups() if text and text[1:-1] not in DOMAINS
        )
    yield from re.findall(
        r"^ \* (?:Title|Description|Plugin Name): +(.+)$", source, re.M
    )
    yield from of_markup(PHP.sub("", source))


def of_html(path: Path) -> Iterator[str]:
    return of_markup(path.read_text())


def of_markup(source: str) -> Iterator[str]:
    return (
        line.strip() for line in MARKUP.sub("\n", source).splitlines() if line.strip()
    )


def of_script(path: Path) -> Iterator[str]:
    for match in LITERAL.finditer(
        re.sub(r"^\s*(//|\*|/\*).*$|// .*$", "", path.read_text(), flags=re.M)
    ):
        text = (match[1] or "''")[1:-1] or match[2] or ""
        if not CODE.fullmatch(re.sub(r"\$\{.*?\}", "", text)):
            yield text


def of_json(path: Path) -> Iterator[str]:
    return (
        template["title"]
        for template in json.loads(path.read_text()).get("customTemplates", [])
    )


def of_readme(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.name == "readme.txt" else []


READ: dict[str, Callable[[Path], Iterable[str]]] = {
    ".php": of_php,
    ".html": of_html,
    ".js": of_script,
    ".json": of_json,
    ".txt": of_readme,
}


@pytest.mark.parametrize("said", DROPPED)
def test_one_word_for_one_thing(said: str) -> None:
    dropped = re.compile("|".join(DROPPED[said]))
    found = [f"{path}: {text}" for path, text in strings() if dropped.search(text)]
    assert found == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("plugins/restart-registry/includes/pages/class-restart-registry-pages.php", "FAQ"),
        ("plugins/restart-registry/includes/limits/class-restart-registry-rate-limit.php", "That was a lot in a short time. Please try again in %d minutes."),
        ("plugins/restart-registry/includes/mail/class-restart-registry-mailer.php", r"They wrote this, which we can’t check either:\n%s"),
        ("plugins/restart-registry/includes/forms/class-restart-registry-answers.php", "This is too long: at most %s characters."),
        ("themes/therestart/patterns/home.php", "How it works"),
        ("themes/therestart/patterns/home.php", "Home"),
        ("themes/therestart/theme.json", "My account"),
    ],
)  # fmt: skip
def test_strings_of_every_kind_are_read(file: str, text: str) -> None:
    assert (Path("wordpress") / file, text) in set(strings())


def test_text_in_markup_and_scripts_is_read(tmp_path: Path) -> None:
    page, script = tmp_path / "page.html", tmp_path / "script.js"
    page.write_text("<!-- wp:html -->\n<p>Sign in <b>here</b></p>")
    script.write_text("// Not this\nsay( 'Sign in here.' ); find( 'p > .name' );")
    assert list(of_html(page)) == ["Sign in", "here"]
    assert list(of_script(script)) == ["Sign in here."]


def test_numbers_have_plural_forms() -> None:
    """A number before a word in the plural comes from _n(), with its singular."""
    several = re.compile(r"%(?:\d\$)?d (?!is\b|was\b)[a-z]+s\b|%s characters")
    texts = {text for _, text in strings()}
    alone = [
        text
        for text in texts
        if several.search(text) and not texts & set(singulars(text))
    ]
    assert alone == []


def singulars(text: str) -> Iterator[str]:
    for match in re.finditer(r"s\b", text):
        yield text[: match.start()] + text[match.end() :]


def test_what_is_said_instead_is_not_dropped() -> None:
    patterns = [pattern for dropped in DROPPED.values() for pattern in dropped]
    assert [said for said in DROPPED if re.search("|".join(patterns), said)] == []
