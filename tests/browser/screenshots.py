"""`make screenshots`: the main pages as pictures in docs/screenshots/, wide and on a phone."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.registries import Registry, make_registry
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from wordpress.local.errors import LocalError
from wordpress.local.folders import PROJECT
from wordpress.local.progress import say, step

FOLDER = PROJECT / "docs/screenshots"
SIZES = {"1280": (1280, 900), "375": (375, 812)}
STORY = """After eleven years I have my own front door again, and behind it mostly echo.

If you would like to help me fill it: these are the things I miss each day. Tea is on me."""


def main() -> int:
    importlib.import_module("tests.environment")  # the API starts with these
    try:
        with running_site() as site, chromium() as browser:
            take_all(site, browser)
    except LocalError as error:
        say(f"\n{error}")
        return 1
    return 0


def take_all(site: Site, browser: Browser) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    ada, guest = Visitor(browser, site), Visitor(browser, site)
    ada.is_logged_in_as("ada")
    take(guest, "home", "/")
    take(ada, "start", "/start-a-registry/")
    registry = registry_with_a_purchase(site, guest)
    take(guest, "friends-view", registry.address)
    take(ada, "owners-view", registry.address)
    take(guest, "find", "/find-a-registry/")
    take(guest, "not-found", "/registry/never-was-there/")


def registry_with_a_purchase(site: Site, guest: Visitor) -> Registry:
    meta = {"event_type": "moving-on", "invitees": [site.accounts["bob"].email]}
    registry = make_registry(
        site, title="Ada's first kitchen of her own", story=STORY, meta=meta
    )
    guest.opens(registry.address)
    form = guest.unfolds("I bought this", inside=guest.gift("Plates, set of six"))
    guest.presses("Yes, I bought this", inside=form)
    guest.sees_count("1 of 2 bought", "Plates, set of six")
    return registry


def take(visitor: Visitor, name: str, address: str) -> None:
    for size, (width, height) in SIZES.items():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.opens(address)
        visitor.page.evaluate("document.fonts.ready")
        path: Path = FOLDER / f"{name}-{size}.png"
        visitor.page.screenshot(path=path, full_page=True)
        step(f"Written: {path.relative_to(PROJECT)}")


if __name__ == "__main__":
    sys.exit(main())
