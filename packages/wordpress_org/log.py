"""Subversion's log, revision by revision as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from packages.versions.times import as_text
from packages.wordpress_org.xml import UnreadableAnswer, feed

REPORT = "{svn:}log-report"
ITEM = "{svn:}log-item"
NUMBER = "{DAV:}version-name"
DATE = "{svn:}date"
ADDED = {"{svn:}added-path", "{svn:}replaced-path"}
PATHS = ADDED | {"{svn:}modified-path", "{svn:}deleted-path"}


class Change(NamedTuple):
    path: str  # "/tea/tags/1.0"
    added: bool
    is_file: bool


class Revision(NamedTuple):
    number: int
    moment: str  # as packages.versions.times writes it; "" where there is none
    changes: list[Change]


def revisions(chunks: Iterable[bytes]) -> Iterator[Revision]:
    """
    Yield the revisions of a log-report.

    An answer that breaks off raises UnreadableAnswer at its end: what it gave is true, but isn't all.
    """
    target = _Log()
    for _ in feed(target, chunks):
        yield from target.take()


class _Log:
    """What the parser tells, element by element; no tree is made of it."""

    def __init__(self) -> None:
        self._complete: list[Revision] = []
        self._text: list[str] = []
        self._begun = False
        self._forget()

    def take(self) -> list[Revision]:
        complete, self._complete = self._complete, []
        return complete

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._begun and tag != REPORT:
            raise UnreadableAnswer(f"<{tag}> instead of a log-report")
        self._begun = True
        self._text = []
        self._is_file = attributes.get("node-kind") == "file"

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        text = "".join(self._text)
        self._text = []
        if tag == NUMBER:
            self._number = _number(text)
        elif tag == DATE:
            self._moment = _moment(text)
        elif tag in PATHS:
            self._changes.append(Change(text, tag in ADDED, self._is_file))
        elif tag == ITEM:
            self._complete.append(Revision(self._number, self._moment, self._changes))
            self._forget()

    def close(self) -> None: ...

    def _forget(self) -> None:
        self._is_file = False
        self._number = 0
        self._moment = ""
        self._changes: list[Change] = []


def _number(text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise UnreadableAnswer(f"{text[:50]!r} is no revision")
    return int(digits)


def _moment(text: str) -> str:
    try:
        return as_text(datetime.fromisoformat(text.strip()))
    except ValueError:
        return ""
