"""What we take for granted of WordPress.org, asked of whoever answers in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from packages.addresses import Addresses, PackageType
from packages.wordpress_org import svn
from packages.wordpress_org.answers import Answer, Closed, Failure, Gone, Open
from packages.wordpress_org.api import ask
from packages.wordpress_org.http import Session
from packages.wordpress_org.xml import UnreadableAnswer

PLUGIN = "akismet"
THEME = "twentytwentyfour"
CLOSED = "display-widgets"  # a plugin, since 2017
UNKNOWN = "restart-registry-asks-for-what-nobody-has"
FAR = 1_000_000  # revisions ahead of the newest
BEGINNING_OF_A_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Finding:
    subject: str
    problem: str = ""  # empty: it is as expected


def findings(session: Session, addresses: Addresses) -> Iterator[Finding]:
    """Ask one thing after the other; skip what depends on one that failed."""
    asking = _Asking(session, addresses)
    yield from asking.about_open("plugin", PLUGIN)
    yield from asking.about_open("theme", THEME)
    yield from asking.about_closed()
    yield from asking.about_commits("plugin", PLUGIN)
    yield from asking.about_commits("theme", THEME)
    yield _finding(f"Subversion knows the trunk of {PLUGIN}", asking.trunk)


def _finding(subject: str, problem: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, problem())
    except UnreadableAnswer as error:
        return Finding(subject, str(error))


class _Asking:
    def __init__(self, session: Session, addresses: Addresses) -> None:
        self._session = session
        self._addresses = addresses

    def about_open(self, package_type: PackageType, slug: str) -> Iterator[Finding]:
        answer = ask(self._session, package_type, slug)
        problem = _missing(answer) if isinstance(answer, Open) else _told(answer)
        yield Finding(f"The API tells of the {package_type} {slug}", problem)
        if isinstance(answer, Open) and not problem:
            url = answer.urls[answer.directory_version]
            subject = f"The zip of the {package_type} {slug} can be fetched"
            yield _finding(subject, lambda: self._zip(url, package_type))
        answer = ask(self._session, package_type, UNKNOWN)
        problem = "" if isinstance(answer, Gone) else _told(answer)
        yield Finding(f"The API says that a {package_type} is unknown", problem)

    def about_closed(self) -> Iterator[Finding]:
        answer = ask(self._session, "plugin", CLOSED)
        is_closed = isinstance(answer, Closed) and answer.closed_on
        problem = "" if is_closed else _told(answer)
        yield Finding(f"The API says when {CLOSED} was closed", problem)
        subject = f"The zip of {CLOSED}, which is closed, can be fetched"
        yield _finding(subject, self._zip_of_closed)

    def about_commits(self, package_type: PackageType, slug: str) -> Iterator[Finding]:
        whose = f"{package_type}s' Subversion"
        yield _finding(
            f"The {whose} dates the versions of {slug}",
            lambda: "" if self._tags(package_type, slug) else "it names none",
        )
        yield _finding(
            f"The {whose} says that a folder is unknown",
            lambda: "it names tags" if self._tags(package_type, UNKNOWN) else "",
        )
        subject = f"The {whose} lists all names"
        try:
            listing = svn.names(self._session, package_type)
        except UnreadableAnswer as error:
            yield Finding(subject, str(error))
            return
        problem = "" if slug in listing.names else f"{slug} isn't among them"
        yield Finding(subject, problem)
        newest = listing.revision
        yield _finding(
            f"The {whose} tells its commits, the oldest first",
            lambda: self._log(package_type, newest),
        )
        yield _finding(
            f"The {whose} says that there is nothing new",
            lambda: self._end_of_log(package_type, newest),
        )

    def trunk(self) -> str:
        is_there = svn.trunk_revision(self._session, PLUGIN)
        return "" if is_there else "it names no revision"

    def _tags(self, package_type: PackageType, slug: str) -> dict[str, str]:
        return svn.tag_times(self._session, package_type, slug)

    def _log(self, package_type: PackageType, newest: int) -> str:
        after = max(0, newest - 2 * svn.MOST_REVISIONS)
        first = next(svn.log(self._session, package_type, after), None)
        if first is None:
            return f"it has nothing after revision {after}"
        too_far = first.highest > after + svn.MOST_REVISIONS
        return f"after {after} it tells of {first.highest}" if too_far else ""

    def _end_of_log(self, package_type: PackageType, newest: int) -> str:
        found = next(svn.log(self._session, package_type, newest + FAR), None)
        return f"it tells of revision {found.highest}" if found else ""

    def _zip_of_closed(self) -> str:
        tags = self._tags("plugin", CLOSED)
        if not tags:
            return "Subversion names no version of it"
        newest = max(tags, key=tags.__getitem__)
        return self._zip(self._addresses.zip("plugin", CLOSED, newest), "plugin")

    def _zip(self, url: str, package_type: PackageType) -> str:
        if not self._addresses.is_zip(url, package_type):
            return f"{url} isn't in {self._addresses.downloads}/{package_type}/"
        with self._session.asking("GET", url, self._session.patience.long) as answer:
            if answer.status != 200:
                return f"GET {url}: status {answer.status}"
            beginning = next(answer.chunks(), b"")
            return "" if beginning.startswith(BEGINNING_OF_A_ZIP) else f"{url} is none"


def _missing(answer: Open) -> str:
    """Say what an answer lacks of what a package that many use has."""
    there = {
        "zip of its own version": answer.directory_version in answer.urls,
        "name": answer.display_name,
        "description": answer.description,
        "author": answer.author,
        "number of installations": answer.active_installs,
        "time of its last update": answer.last_updated,
        "PHP version": answer.requires_php,
    }
    lacking = [name for name, value in there.items() if not value]
    return f"it has no {', no '.join(lacking)}" if lacking else ""


def _told(answer: Answer) -> str:
    match answer:
        case Failure():
            return answer.reason
        case Gone():
            return "it says that nobody has this name"
        case Closed():
            return f"it says that it is closed, since {answer.closed_on or 'no day'}"
        case Open():
            return "it says that it is open"
