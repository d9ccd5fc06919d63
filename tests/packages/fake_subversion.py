"""
A Subversion small enough to read, behind what mod_dav_svn says over HTTP.

test_subversion.py asks it and the real one the same.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
ELEMENTS = {"A": "added", "D": "deleted", "M": "modified", "R": "replaced"}


class Reply(NamedTuple):
    status: int
    body: bytes
    content_type: str = 'text/xml; charset="utf-8"'


class Change(NamedTuple):
    action: str
    path: str
    kind: str


@dataclass(slots=True)
class Node:
    """A folder, or a file if it can have no children."""

    born: int
    changed: int
    children: dict[str, Node] | None = None

    @property
    def kind(self) -> str:
        return "file" if self.children is None else "dir"


@dataclass
class Revision:
    moment: datetime
    changes: Sequence[Change] | Imported


@dataclass(frozen=True)
class Imported:
    """The changes of a generated package's first commit: many, so they are made when they are asked for."""

    slug: str
    folders: tuple[str, ...]

    def __iter__(self) -> Iterator[Change]:
        yield Change("A", f"/{self.slug}", "dir")
        for folder in self.folders:
            yield Change("A", f"/{self.slug}/{folder}", "dir")


@dataclass
class FakeSubversion:
    now: datetime = BEGINNING
    tree: Node = field(default_factory=lambda: Node(0, 0, {}))
    revisions: list[Revision] = field(default_factory=list)  # of 1, 2, 3 …
    padding: dict[int, int] = field(default_factory=dict)  # bytes that one has more
    _of_names: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def newest(self) -> int:
        return len(self.revisions)

    def commit(self, *actions: str) -> int:
        """Make one revision of actions of svnmucc, such as `mkdir`, `tea/trunk`."""
        number, words = self.newest + 1, iter(actions)
        changes: dict[str, Change] = {}
        for action in words:
            for change in self._act(action, words, number):
                known = changes.get(change.path)
                replaced = known and known.action == "D" and change.action == "A"
                changes[change.path] = (
                    change._replace(action="R") if replaced else change
                )
        self._keep(list(changes.values()), {path.split("/")[1] for path in changes})
        return number

    def import_package(self, slug: str, folders: Sequence[str]) -> int:
        """Make a package in one revision."""
        number = self.newest + 1
        self._put(slug, Node(number, number, {}))
        for folder in folders:
            self._put(f"{slug}/{folder}", Node(number, number, {}))
        self._keep(Imported(slug, tuple(folders)), {slug})
        return number

    def listing(self, path: str, revision: int) -> Reply:
        found = self._find(path)
        if found is None or found.children is None:
            return NOT_FOUND
        title = f" - Revision {revision}: /{escape(path)}"
        rows = [
            f'  <li><a href="{escape(quote(name))}{end}">{escape(name)}{end}</a></li>\n'
            for name, node in sorted(found.children.items())
            if node.born <= revision
            for end in ["/" if node.kind == "dir" else ""]
        ]
        up = '  <li><a href="../">..</a></li>\n' if path else ""
        page = (
            f"<html><head><title>{title}</title></head>\n<body>\n <h2>{title}</h2>\n"
            f" <ul>\n{up}{''.join(rows)} </ul>\n <hr noshade><em>Powered by a fake.</em>\n"
            "</body></html>"
        )
        return Reply(200, page.encode(), "text/html; charset=UTF-8")

    def log(self, question: bytes, youngest: int) -> Reply:
        """Answer a log-report, as a replica does whose youngest revision this is."""
        asked = ElementTree.fromstring(question)  # noqa: S314  our own client wrote it
        start = int(asked.findtext("{svn:}start-revision") or 0)
        limit = int(asked.findtext("{svn:}limit") or 0)
        path = asked.findtext("{svn:}path") or ""
        if start > youngest:
            return _error(160006, f"No such revision {start}")
        if path and self._find(path) is None:
            return _error(
                160013, f"File not found: revision {youngest}, path '/{path}'"
            )
        items = [self._item(n) for n in self._numbers(path, start, youngest)[:limit]]
        report = '<S:log-report xmlns:S="svn:" xmlns:D="DAV:">\n'
        return Reply(200, f"{HEAD}{report}{''.join(items)}</S:log-report>\n".encode())

    def version_name(self, path: str) -> Reply:
        found = self._find(path)
        if found is None:
            return NOT_FOUND
        answer = (
            f'{HEAD}<D:multistatus xmlns:D="DAV:"><D:response><D:href>/{escape(path)}/'
            f"</D:href><D:propstat><D:prop><D:version-name>{found.changed}"
            "</D:version-name></D:prop><D:status>HTTP/1.1 200 OK</D:status>"
            "</D:propstat></D:response></D:multistatus>"
        )
        return Reply(207, answer.encode())

    def _act(self, action: str, words: Iterator[str], number: int) -> Iterator[Change]:
        match action:
            case "mkdir":
                yield self._make(next(words), Node(number, number, {}))
            case "put":
                next(words)  # the file's content
                yield self._make(next(words), Node(number, number))
            case "cp":
                next(words)  # HEAD
                source = self._find(next(words))
                assert source, "there is nothing to copy"
                made = copy.deepcopy(source)
                made.born = made.changed = number
                yield self._make(next(words), made)
            case "rm":
                path = next(words)
                *above, name = path.split("/")
                folder = self._find("/".join(above))
                assert folder and folder.children
                yield Change("D", f"/{path}", folder.children.pop(name).kind)
                self._touch(above, number)
            case _:
                raise AssertionError(f"{action} is no action")

    def _make(self, path: str, node: Node) -> Change:
        action = "M" if self._find(path) else "A"
        self._put(path, node)
        return Change(action, f"/{path}", node.kind)

    def _put(self, path: str, node: Node) -> None:
        *above, name = path.split("/")
        folder = self._touch(above, node.changed)
        assert folder.children is not None, f"{path} is below a file"
        folder.children[name] = node

    def _touch(self, names: list[str], number: int) -> Node:
        node = self.tree
        node.changed = number
        for name in names:
            assert node.children is not None
            node = node.children[name]
            node.changed = number
        return node

    def _find(self, path: str) -> Node | None:
        node: Node | None = self.tree
        for name in filter(None, path.split("/")):
            node = (node.children or {}).get(name) if node else None
        return node

    def _keep(self, changes: Sequence[Change] | Imported, names: set[str]) -> None:
        self.now += timedelta(minutes=1)
        self.revisions.append(Revision(self.now, changes))
        for name in names:
            self._of_names[name].append(self.newest)

    def _numbers(self, path: str, start: int, youngest: int) -> list[int]:
        """Return the revisions of a path: those since it was made, in which it or something below changed."""
        if not path:
            return list(range(start, youngest + 1))
        known = self._of_names[path.split("/")[0]]
        return [
            number
            for number in known
            if max(start, self._made(path)) <= number <= youngest
            if any(_is_about(change, path) for change in self._changes(number))
        ]

    def _made(self, path: str) -> int:
        node = self._find(path)
        assert node
        return node.born

    def _changes(self, number: int) -> Sequence[Change] | Imported:
        return self.revisions[number - 1].changes

    def _item(self, number: int) -> str:
        paths = "".join(
            f'<S:{ELEMENTS[action]}-path node-kind="{kind}">{escape(path)}'
            f"</S:{ELEMENTS[action]}-path>\n"
            for action, path, kind in self._changes(number)
        )
        if number in self.padding:
            long = "x" * self.padding[number]
            paths += f'<S:modified-path node-kind="file">/{long}</S:modified-path>\n'
        moment = self.revisions[number - 1].moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return (
            f"<S:log-item>\n<D:version-name>{number}</D:version-name>\n"
            f"<S:date>{moment}</S:date>\n{paths}</S:log-item>\n"
        )


def _is_about(change: Change, path: str) -> bool:
    return f"{change.path}/".startswith(f"/{path}/") or (
        change.action in "AR" and f"/{path}/".startswith(f"{change.path}/")
    )


def _error(code: int, text: str) -> Reply:
    return Reply(
        404,
        f'{HEAD}<D:error xmlns:D="DAV:" xmlns:m="http://apache.org/dav/xmlns" '
        f'xmlns:C="svn:">\n<C:error/>\n<m:human-readable errcode="{code}">\n{escape(text)}'
        "\n</m:human-readable>\n</D:error>\n".encode(),
    )


NOT_FOUND = Reply(
    404,
    b'<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n'
    b"<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n</body></html>\n",
    "text/html; charset=iso-8859-1",
)
