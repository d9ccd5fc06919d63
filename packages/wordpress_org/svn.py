"""Asks WordPress.org's Subversion for names, commits and dates."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from packages.addresses import PackageType
from packages.wordpress_org import dav
from packages.wordpress_org.http import Answer, Session, TooLarge
from packages.wordpress_org.listing import Listing, read_listing
from packages.wordpress_org.log import revisions
from packages.wordpress_org.log_changes import LogChanges, Tags
from packages.wordpress_org.xml import UnreadableAnswer

MOST_REVISIONS = 1000
MOST_REVISIONS_OF_TAGS = 5000

logger = logging.getLogger(__name__)


def names(session: Session, package_type: PackageType) -> Listing:
    """Return every name that there is, and the revision that the listing shows."""
    url = f"{session.sources.svn(package_type)}/"
    limit = session.patience.long
    with session.asking("GET", url, limit) as answer, _telling(f"GET {url}"):
        if answer.status != 200:
            raise UnreadableAnswer(f"status {answer.status}")
        return read_listing(answer.read())


def log(
    session: Session, package_type: PackageType, after: int
) -> Iterator[LogChanges]:
    """
    Yield what was committed after a revision, in portions, until there is nothing new.

    Each portion may be stored before the next one is asked for. When it raises
    UnreadableAnswer, those before are whole, and the watermark stays where they put it.
    """
    limit = MOST_REVISIONS
    while True:
        try:
            changes = _changes(session, package_type, after, limit)
        except TooLarge:
            if limit > 1:
                limit //= 2
                continue
            changes = _without(package_type, after + 1)
        if changes.highest <= after:
            return
        yield changes
        after = changes.highest
        limit = min(2 * limit, MOST_REVISIONS)


def tag_times(session: Session, package_type: PackageType, slug: str) -> Tags:
    """Return when each tag of a package was made; none, if it has no folder for them."""
    path = f"{slug}/tags" if package_type == "plugin" else slug
    question = dav.log_request(start=1, limit=MOST_REVISIONS_OF_TAGS, path=path)
    changes = _report(session, package_type, question, dav.NO_SUCH_PATH)
    return dict(changes.tag_times.get(slug, {}))


def trunk_revision(session: Session, slug: str) -> int | None:
    """
    Return the revision in which a plugin's trunk changed last, if it has a trunk.

    "No trunk" is a page like any other 404: it means something only after tag_times()
    was answered.
    """
    url = f"{session.sources.plugins_svn}/{slug}/trunk/"
    limit, depth = session.patience.short, {"Depth": "0"}
    with (
        session.asking(
            "PROPFIND", url, limit, body=dav.VERSION_NAME, headers=depth
        ) as answer,
        _telling(f"PROPFIND {url}"),
    ):
        if answer.status == 404:
            return None
        if answer.status != 207:
            raise UnreadableAnswer(f"status {answer.status}")
        return dav.version_name(answer.read())


def _changes(
    session: Session, package_type: PackageType, after: int, limit: int
) -> LogChanges:
    question = dav.log_request(start=after + 1, limit=limit)
    return _report(session, package_type, question, dav.NO_SUCH_REVISION)


def _report(
    session: Session, package_type: PackageType, question: str, nothing: int
) -> LogChanges:
    """Ask for a log; `nothing` is the error that means that there is none."""
    url = f"{session.sources.svn(package_type)}/!svn/bc/0/"
    changes = LogChanges(package_type)
    with (
        session.asking("REPORT", url, session.patience.long, body=question) as answer,
        _telling(f"REPORT {url}"),
    ):
        if answer.status == 200:
            for revision in revisions(answer.chunks()):
                changes.add(revision)
        elif not _says(answer, nothing):
            raise UnreadableAnswer(f"status {answer.status}")
    return changes


def _says(answer: Answer, error: int) -> bool:
    return answer.status == 404 and dav.error_code(answer.read()) == error


def _without(package_type: PackageType, revision: int) -> LogChanges:
    logger.warning(
        "Revision %d of the %ss is too large to be read and was skipped: what it changed "
        "is found when its packages are asked for the next time.",
        revision,
        package_type,
    )
    return LogChanges(package_type, highest=revision, skipped={revision})


@contextmanager
def _telling(request: str) -> Iterator[None]:
    """Say in an error which request it answers."""
    try:
        yield
    except TooLarge:
        raise
    except UnreadableAnswer as error:
        raise UnreadableAnswer(f"{request}: {error}") from error
