"""`/packages/closures`: what WordPress.org has closed, the newest first, by author."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse

from packages.models import StatusChange
from packages.models.status_change import StatusAction
from packages.pages import parameters
from packages.pages.html.not_found import not_found
from packages.pages.html.page import PageView, digest, page
from packages.pages.html.paging import beside, page_number

PER_PAGE = 50
A_DAY = timedelta(hours=24)
SEVERAL = 2  # packages of one author within a day: perhaps it is the author's trouble
OF_PACKAGE = ("vendor", "slug", "state", "display_name", "author")
SHOWN = ("action", "at", "reason", *(f"package__{name}" for name in OF_PACKAGE))


class Author(NamedTuple):
    """An author's closures on one page; `within_a_day` counts those on others, too."""

    name: str
    closures: list[StatusChange]
    within_a_day: int

    @property
    def stands_out(self) -> bool:
        return self.within_a_day >= SEVERAL


def closures() -> QuerySet[StatusChange]:
    """Return what was closed or went, the newest first."""
    closed = StatusChange.objects.exclude(action=StatusAction.REOPENED)
    shown = closed.select_related("package").only(*SHOWN)
    return shown.order_by("-at", "-pk")


def closures_etag() -> str:
    return digest(StatusChange.objects.aggregate(last=Max("pk"))["last"])


class ClosuresView(PageView):
    def etag(self) -> str:
        return closures_etag()

    def get(self, request: HttpRequest) -> HttpResponse:
        number = page_number(request)
        author = parameters.text(request, "author")
        if number is None or author is None:
            return not_found()
        found = closures().filter(package__author=author) if author else closures()
        shown = Paginator(found, PER_PAGE).get_page(number)
        return page(
            "closures",
            {
                "page": shown,
                "author": author,
                "authors": list(_by_author(shown)),
                **beside(shown, {"author": author} if author else {}),
            },
        )


def _by_author(shown: Iterable[StatusChange]) -> Iterator[Author]:
    """Put together what is one author's. Of some packages we never learned the author."""
    groups: dict[tuple[str, int | None], list[StatusChange]] = defaultdict(list)
    for change in shown:
        author = change.package.author
        groups[author, None if author else change.pk].append(change)
    moments = _moments({author for author, _ in groups if author})
    for (author, _), changes in groups.items():
        yield Author(author, changes, most_within_a_day(moments.get(author, [])))


def _moments(authors: set[str]) -> dict[str, list[tuple[datetime, int]]]:
    moments = defaultdict(list)
    changes = StatusChange.objects.exclude(action=StatusAction.REOPENED)
    rows = changes.filter(package__author__in=authors).order_by("at")
    for author, at, package in rows.values_list("package__author", "at", "package_id"):
        moments[author].append((at, package))
    return moments


def most_within_a_day(closed: Iterable[tuple[datetime, int]]) -> int:
    """Return how many packages at most were closed within 24 hours; the earliest come first."""
    most, lately = 0, deque[tuple[datetime, int]]()
    for at, package in closed:
        lately.append((at, package))
        while at - lately[0][0] > A_DAY:
            lately.popleft()
        most = max(most, len({package for _, package in lately}))
    return most
