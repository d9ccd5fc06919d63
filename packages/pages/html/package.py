"""`/packages/VENDOR/SLUG`: one package."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from packages.addresses import Addresses, PackageType
from packages.configuration import addresses
from packages.models import Package
from packages.models.package import State, Vendor
from packages.pages.html.install_plot import install_plot
from packages.pages.html.not_found import not_found
from packages.pages.html.page import PageView, error, page
from packages.pages.html.times import ago
from packages.pages.html.versions import dropped, offered
from packages.repository.entries import DIRECTORY, marker_name
from packages.wordpress_org.fields import web_address

LISTED = 50  # versions; the rest is folded
LONGEST_ADDRESS = 2000
CLOSED = (State.CLOSED, State.CLOSED_FOR_GOOD)


class Link(NamedTuple):
    text: str
    url: str


class PackageView(PageView):
    def get(self, request: HttpRequest, vendor: str, slug: str) -> HttpResponse:
        package = Package.objects.filter(vendor=vendor, slug=slug).first()
        if package is None:
            return not_found(slug)
        match package.state:
            case State.NEW:
                return not_found(slug, detail=_not_yet(package))
            case State.GONE:
                return _gone(package)
        return page("package", _context(package))


class ShortAddressView(PageView):
    """`/packages/plugin/SLUG`, as on WordPress.org."""

    vendor = Vendor.PLUGIN

    def etag(self) -> None:
        return None

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return HttpResponsePermanentRedirect(
            reverse("packages:package", args=(self.vendor, slug))
        )


def _not_yet(package: Package) -> str:
    return (
        f"WordPress.org lists {package.name}, but it hasn’t been fetched yet. That is "
        "done at one of the next runs."
    )


def _gone(package: Package) -> HttpResponse:
    detail = (
        f"WordPress.org doesn’t know {package.name} any more: its name was given up."
    )
    taken = (
        " Nobody can install it from here. The name stays taken, so that nothing else "
        "reaches a project under it."
    )
    was_open = package.first_open_at is not None
    since = f" We saw that on {package.state_since:%-d %B %Y}."
    return error(
        410, "This package is gone", detail + since + (taken if was_open else "")
    )


def _context(package: Package) -> dict[str, Any]:
    versions = offered(package)
    where = addresses()
    is_closed = package.state in CLOSED
    return {
        "package": package,
        "name": package.display_name or package.slug,
        "can_be_installed": package.first_open_at is not None,
        "is_closed": is_closed,
        "is_closed_for_good": package.state == State.CLOSED_FOR_GOOD,
        "marker": marker_name(package.row()) if is_closed else "",
        "has_trunk": package.vendor == Vendor.PLUGIN,
        "versions": versions[:LISTED],
        "older_versions": versions[LISTED:],
        "dropped": dropped(package),
        "asked": ago(package.asked_at) if package.asked_at else "",
        "plot": install_plot(package),
        "links": _links(package, where),
    }


def _links(package: Package, where: Addresses) -> list[Link]:
    """Return where it comes from. What its author wrote is a link if it is http(s)."""
    document = f"{where.metadata}/p2/{package.name}.json"
    links = [*_of_directory(package, where), Link("What Composer reads", document)]
    if homepage := web_address(package.homepage, LONGEST_ADDRESS):
        return [Link("Home page", homepage), *links]
    return links


def _of_directory(package: Package, where: Addresses) -> list[Link]:
    if package.vendor == Vendor.OURS:
        return []
    kind: PackageType = "plugin" if package.vendor == Vendor.PLUGIN else "theme"
    return [
        Link("On WordPress.org", f"{DIRECTORY}/{kind}s/{package.slug}/"),
        Link("Support forum", f"{DIRECTORY}/support/{kind}/{package.slug}/"),
        Link("Subversion", where.svn(kind, package.slug)),
    ]
