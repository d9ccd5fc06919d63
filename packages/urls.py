"""Routes below `/packages`; docs/packages.md lists them."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from packages.pages.addresses import (
    DocumentConverter,
    SlugConverter,
    VendorConverter,
    ZipConverter,
)
from packages.pages.changes import ChangesView
from packages.pages.closed import ClosedView
from packages.pages.downloads import DownloadsView
from packages.pages.files import DocumentView, PackagesJsonView, ZipView
from packages.pages.health import HealthView
from packages.pages.package_list import PackageListView
from packages.pages.search import SearchView
from packages.pages.statistics import StatisticsView
from packages.pages.views import nowhere

register_converter(VendorConverter, "vendor")
register_converter(SlugConverter, "package_slug")
register_converter(DocumentConverter, "document")
register_converter(ZipConverter, "zip")

urlpatterns = [
    path("packages.json", PackagesJsonView.as_view()),
    path("list.json", PackageListView.as_view()),
    path("p2/<vendor:vendor>/<document:document>.json", DocumentView.as_view()),
    path("dist/restart/<zip:name>.zip", ZipView.as_view()),
    path("metadata/changes.json", ChangesView.as_view()),
    path("search.json", SearchView.as_view()),
    path("closed.json", ClosedView.as_view()),
    path("stats/<vendor:vendor>/<package_slug:slug>.json", StatisticsView.as_view()),
    path("downloads", DownloadsView.as_view()),
    path("health", HealthView.as_view()),
    re_path("", nowhere),
]
