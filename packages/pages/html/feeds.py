"""Atom feeds: what was updated, and what was closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from packages.configuration import addresses
from packages.models import Package, StatusChange
from packages.pages.html.closures import closures, closures_etag
from packages.pages.html.page import PageView

ENTRIES = 50
SHOWN = ("vendor", "slug", "display_name", "description", "author")
NOT_IN_XML = re.compile("[\ufffe\uffff]")  # fetching has dropped all others


class UpdatesView(PageView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _UpdatesFeed()(request)


class ClosuresFeedView(PageView):
    def etag(self) -> str:
        return closures_etag()

    def get(self, request: HttpRequest) -> HttpResponse:
        return _ClosuresFeed()(request)


class _UpdatesFeed(Feed):
    feed_type = Atom1Feed
    title = "Packages: updates"
    subtitle = "Plugins and themes of WordPress.org that were updated last."

    def link(self) -> str:
        return addresses().packages

    def feed_url(self) -> str:
        return addresses().page("feed.atom")

    def items(self) -> Iterable[Package]:
        newest = F("last_updated").desc(nulls_last=True)
        shown = (*SHOWN, "current_version", "last_updated", "first_seen_at")
        return Package.objects.open().only(*shown).order_by(newest, "pk")[:ENTRIES]

    def item_title(self, item: Package) -> str:
        return printable(f"{item.display_name or item.slug} {item.current_version}")

    def item_description(self, item: Package) -> str:
        return printable(item.description)

    def item_link(self, item: Package) -> str:
        return addresses().page(item.name)

    def item_guid(self, item: Package) -> str:
        """An entry that was read is a new one once the package is updated again."""
        return f"{self.item_link(item)}#{self.item_updateddate(item):%Y%m%dT%H%M%S}"

    def item_author_name(self, item: Package) -> str:
        return printable(item.author)

    def item_updateddate(self, item: Package) -> datetime:
        return item.last_updated or item.first_seen_at


class _ClosuresFeed(Feed):
    feed_type = Atom1Feed
    title = "Packages: closures"
    subtitle = "Plugins and themes that WordPress.org has closed."

    def link(self) -> str:
        return addresses().page("closures")

    def feed_url(self) -> str:
        return addresses().page("closures/feed.atom")

    def items(self) -> Iterable[StatusChange]:
        return closures()[:ENTRIES]

    def item_title(self, item: StatusChange) -> str:
        name = item.package.display_name or item.package.slug
        return printable(f"{name}: {item.get_action_display()}")

    def item_description(self, item: StatusChange) -> str:
        return printable(item.reason)

    def item_link(self, item: StatusChange) -> str:
        return addresses().page(item.package.name)

    def item_guid(self, item: StatusChange) -> str:
        return f"{self.item_link(item)}#{item.action}-{item.pk}"

    def item_author_name(self, item: StatusChange) -> str:
        return printable(item.package.author)

    def item_updateddate(self, item: StatusChange) -> datetime:
        return item.at


def printable(text: str) -> str:
    """Leave out what fetching lets through and XML forbids."""
    return NOT_IN_XML.sub("", text)
