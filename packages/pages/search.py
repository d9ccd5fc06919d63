"""`search.json`: what `composer search` asks."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from packages.addresses import Addresses
from packages.configuration import addresses
from packages.models import Package
from packages.models.package import PackageQuerySet, State, Type
from packages.pages import parameters
from packages.pages.views import RepositoryView, answer, refusal

PER_PAGE = 15
MOST_WORDS = 10  # a hundred would take seconds, and say no more
CLOSED = (State.CLOSED, State.CLOSED_FOR_GOOD)
SHOWN = ("vendor", "slug", "state", "description", "downloads")
# Composer's names of the types, and ours.
TYPES = {f"wordpress-{value}": value for value in Type.values} | {
    value: value for value in Type.values
}
# A word in a name says more of a package than one in its description.
RANK = "bm25(packages_search, 10.0, 5.0, 1.0, 2.0)"


class SearchView(RepositoryView):
    def get(self, request: HttpRequest) -> HttpResponse:
        page = parameters.page(request)
        if page is None:
            return refusal("There is no such page.")
        found = _found(parameters.text(request, "q"), parameters.text(request, "type"))
        first = (page - 1) * PER_PAGE
        where = addresses()
        return answer(
            {
                "results": [
                    _result(package, where)
                    for package in found[first : first + PER_PAGE]
                ],
                "total": found.count(),
            }
        )


def matching(packages: PackageQuerySet, words: str) -> QuerySet[Package]:
    """Return the packages that have words with each of these beginnings, the best first."""
    expression = _expression(words)
    if not expression:
        return packages.none()
    return packages.extra(  # noqa: S610  # a table function; what people write is a parameter
        select={"rank": RANK},
        tables=["packages_search"],
        where=[
            "packages_search.rowid = packages_package.id",
            "packages_search MATCH %s",
        ],
        params=[expression],
        order_by=["rank", "-installs_total", "slug"],
    )


def _expression(words: str) -> str:
    """Write words for FTS5, in quotation marks: none of them is an operator then."""
    words = unicodedata.normalize("NFC", words.replace("\0", " ")).lower()
    different = list(dict.fromkeys(words.split()))[:MOST_WORDS]
    quoted = (word.replace('"', '""') for word in different)
    return " ".join(f'"{word}"*' for word in quoted)


def _found(words: str | None, package_type: str | None) -> QuerySet[Package]:
    packages = Package.objects.only(*SHOWN).filter(
        Q(state=State.OPEN) | Q(state__in=CLOSED, first_open_at__isnull=False)
    )
    if words is None or package_type is None:
        return packages.none()
    if package_type:
        packages = packages.filter(type=TYPES.get(package_type, ""))
    if words:
        return matching(packages, words)
    return packages.order_by("-installs_total", "-active_installs", "slug", "vendor")


def _result(package: Package, where: Addresses) -> dict[str, Any]:
    result = {
        "name": package.name,
        "description": package.description,
        "url": where.page(package.name),
        "downloads": package.downloads,
    }
    return result | {"abandoned": True} if package.state in CLOSED else result
