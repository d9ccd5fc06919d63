"""`/packages/docs`: how to install from here."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from packages.pages.html.page import PageView, digest, page
from packages.repository.packages_json import PATTERNS

PACKAGIST = "https://repo.packagist.org"


class DocsView(PageView):
    def etag(self) -> str:
        return digest(settings.PACKAGES_URL)

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(
            "docs",
            {
                "is_http": settings.PACKAGES_URL.startswith("http://"),
                "repositories": _repositories(),
            },
        )


def _repositories() -> str:
    """Return what belongs in composer.json: our names come from nowhere else."""
    repositories: dict[str, dict[str, Any]] = {
        "restart": {"type": "composer", "url": settings.PACKAGES_URL},
        "packagist.org": {"type": "composer", "url": PACKAGIST, "exclude": PATTERNS},
    }
    told = orjson.dumps({"repositories": repositories}, option=orjson.OPT_INDENT_2)
    return told.decode()
