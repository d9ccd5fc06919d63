"""`make screenshots`: the main pages as pictures in docs/screenshots/, wide and on a phone."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize
from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium
from tests.browser.person import Person
from tests.browser.registries import Registry, make_registry
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from tests.real_bridge.browser.backend import Backend
from tests.real_bridge.browser.people import Owner, Staff
from tests.real_bridge.browser.shop import Shop, filled_shop
from tests.packages.pages.showcase import SHOWN, showcase
from wordpress.local.errors import LocalError
from wordpress.local.folders import PROJECT
from wordpress.local.progress import say, step

FOLDER = PROJECT / "docs/screenshots"
SIZES = {
    "1280": ViewportSize(width=1280, height=900),
    "375": ViewportSize(width=375, height=812),
}
STORY = """After eleven years I have my own front door again, and behind it mostly echo.

If you would like to help me fill it: these are the things I miss each day. Tea is on me."""


def main() -> int:
    importlib.import_module("tests.environment")  # the API starts with these
    try:
        with chromium() as browser:
            with running_site() as site:
                take_all(site, browser)
            with filled_shop() as shop:
                take_connected(shop, browser)
            take_packages(browser)
            with running_site() as site:
                take_all(site, browser)
    except LocalError as error:
        say(f"\n{error}")
        return 1
    return 0


def take_all(site: Site, browser: Browser) -> None:
    ada, guest = Visitor(browser, site), Visitor(browser, site)
    ada.is_logged_in_as("ada")
    take(guest, "home", "/")
    take(ada, "start", "/start-a-registry/")
    registry = registry_with_a_purchase(site, guest)
    take(guest, "friends-view", registry.address)
    take(ada, "owners-view", registry.address)
    take(guest, "find", "/find-a-registry/")
    take(guest, "not-found", "/registry/never-was-there/")


def take_packages(browser: Browser) -> None:
    page = browser.new_page()
    with TemporaryDirectory() as folder, showcase(Path(folder)) as world:
        shoot(page, "packages", world.url, is_whole=False)
        shoot(page, "package", f"{world.url}/wp-plugin/{SHOWN}")
        shoot(page, "packages-status", f"{world.url}/status")


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


def take_connected(shop: Shop, browser: Browser) -> None:
    """The two pages of connecting: the bridge's, and that of support staff."""
    backend = Backend(shop)
    try:
        owner, staff = Owner(browser, shop), Staff(browser, backend)
        owner.connects(backend.url, backend.add_site())
        take_this(owner, "bridge")
        staff.logs_in_to_admin()
        staff.finds_the_shop()
        staff.goes_to("Content Types")
        staff.presses("Sync Now")
        staff.page.get_by_text("Everything is here.").wait_for()
        staff.goes_to("Content Types")
        take_this(staff, "content-types")
    finally:
        backend.stop()


def take(visitor: Visitor, name: str, address: str) -> None:
    for size in SIZES:
        visitor.page.set_viewport_size(SIZES[size])
        visitor.opens(address)
        photograph(visitor, f"{name}-{size}")


def take_this(person: Person, name: str) -> None:
    """Take the page that somebody has come to."""
    for size in SIZES:
        person.page.set_viewport_size(SIZES[size])
        photograph(person, f"{name}-{size}")


def photograph(person: Person, name: str) -> None:
    person.page.evaluate("document.fonts.ready")
    path: Path = FOLDER / f"{name}.png"
    person.page.screenshot(path=path, full_page=True)
    step(f"Written: {path.relative_to(PROJECT)}")
    shoot(visitor.page, name, address)


def shoot(page: Page, name: str, address: str, *, is_whole: bool = True) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        page.evaluate("document.fonts.ready")
        path: Path = FOLDER / f"{name}-{size}.png"
        page.screenshot(path=path, full_page=is_whole)
        step(f"Written: {path.relative_to(PROJECT)}")


if __name__ == "__main__":
    sys.exit(main())
