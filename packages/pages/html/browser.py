"""`/packages`: what there is, searched, chosen, sorted and in pages."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import HttpRequest, HttpResponse

from packages.models import Package
from packages.models.package import Type
from packages.pages import parameters
from packages.pages.html.not_found import not_found
from packages.pages.html.page import PageView, page
from packages.pages.html.paging import beside, page_number
from packages.pages.search import findable, matching

PER_PAGE = 24
TYPES = {"": "Plugins and themes", Type.PLUGIN: "Plugins", Type.THEME: "Themes"}
RELEVANCE, INSTALLS = "relevance", "installs"
SORTS = {
    RELEVANCE: "Best match",
    INSTALLS: "Installed from here",
    "active": "Active installs",
    "updated": "Last updated",
    "name": "Name",
}
NAME = Lower(Coalesce(NullIf("display_name", Value("")), "slug"))
ORDERS: dict[str, tuple[Any, ...]] = {
    INSTALLS: ("-installs_total", "-active_installs"),
    "active": ("-active_installs",),
    "updated": (F("last_updated").desc(nulls_last=True),),
    "name": (NAME,),
}
SHOWN = (
    *("vendor", "slug", "state", "display_name", "description", "author"),
    *("current_version", "active_installs", "installs_total", "last_updated"),
)


class Asked(NamedTuple):
    """What the address says; `words` is None if they are longer than anything here."""

    words: str | None
    type: str
    sort: str

    @property
    def chosen(self) -> dict[str, str]:
        """Return what isn't as usual, as the address says it."""
        said = {"q": self.words or "", "type": self.type, "sort": self.sort}
        return {
            name: text for name, text in said.items() if text not in ("", RELEVANCE)
        }


class BrowserView(PageView):
    def get(self, request: HttpRequest) -> HttpResponse:
        number = page_number(request)
        if number is None:
            return not_found()
        asked = _asked(request)
        shown = Paginator(_found(asked), PER_PAGE).get_page(number)
        return page(
            "browser",
            {
                "asked": asked,
                "page": shown,
                "types": TYPES,
                "sorts": SORTS,
                **beside(shown, asked.chosen),
            },
        )


def _asked(request: HttpRequest) -> Asked:
    sort = parameters.text(request, "sort")
    return Asked(
        words=parameters.text(request, "q"),
        type=parameters.text(request, "type") or "",
        sort=sort if sort in SORTS else RELEVANCE,
    )


def _found(asked: Asked) -> QuerySet[Package]:
    packages = findable().only(*SHOWN)
    if asked.words is None:
        return packages.none()
    if asked.type:
        packages = packages.filter(type=asked.type)
    if not asked.words:
        return _ordered(packages, asked.sort)
    found = matching(packages, asked.words)
    return found if asked.sort == RELEVANCE else _ordered(found, asked.sort)


def _ordered(packages: QuerySet[Package], sort: str) -> QuerySet[Package]:
    """Sort packages; without words none matches best, and the most installed come first."""
    order = ORDERS.get(sort, ORDERS[INSTALLS])
    return packages.order_by(*order, "slug", "vendor")
