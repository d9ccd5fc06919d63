"""What axe-core finds wrong on a page, measured against WCAG 2.2, A and AA."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
WIDTHS = [1280, 320]  # into the last a page has to fit without scrolling sideways
HEIGHT = 900


def barriers(page: Page, *, within: str = "html") -> list[str]:
    """Return what is wrong at each width, [] if nothing is. `within` is a selector."""
    return [
        barrier for width in WIDTHS for barrier in _barriers_at(page, width, within)
    ]


def _barriers_at(page: Page, width: int, within: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    violations: list[dict[str, Any]] = (
        Axe().run(page, context=within, options=RULES).response["violations"]
    )
    found = [
        f"{width}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *([f"{width}: scrolls sideways"] if too_wide else [])]
