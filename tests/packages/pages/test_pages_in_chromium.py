"""Tests of the pages as they are served, in a real browser: with and without scripts, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.accessibility import barriers
from tests.browser.chromium import chromium
from tests.packages.pages.world import (
    EMOJI,
    QUOTES,
    RTL,
    SCRIPT,
    World,
    running_world,
)

WIDE, NARROW = 1280, 320
EXPECTED = re.compile(
    "Failed to load resource: the server responded with a status of|"
    "Response Status Error Code 503"
)
PAGES = {
    "?q=no&type=plugin&page=2": 200,
    "?q=nothing-like-it": 200,
    "?q=hostile": 200,
    "/wp-plugin/forms-1": 200,
    "/wp-plugin/plenty": 200,
    "/wp-plugin/mail-1": 200,
    "/wp-plugin/gone": 410,
    "/wp-plugin/unknown": 404,
    "/status": 200,
    "/closures": 200,
    "/docs": 200,
}
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[World]:
    with running_world(tmp_path_factory.mktemp("world"), migrated) as world:
        yield world


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(scripts=False, width=320)` opens a new window. No script may fail in it."""
    complaints: list[str] = []

    def come(*, scripts: bool = True, width: int = WIDE) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("console", lambda message: complaints.append(message.text))
        return page

    yield come
    for context in browser.contexts:
        context.close()
    assert [text for text in complaints if not EXPECTED.match(text)] == []


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def choose(page: Page, label: str, option: str, *, scripts: bool) -> None:
    page.get_by_label(label).select_option(option)
    if not scripts:
        page.get_by_role("button", name="Search").click()


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_a_search_to_the_line_that_installs_and_back(
    visit: Visit, world: World, scripts: bool, width: int
) -> None:
    page = visit(scripts=scripts, width=width)
    page.goto(world.url)
    page.get_by_label("Search", exact=True).fill("no")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("56 packages, page 1 of 3")
    choose(page, "Type", "Plugins", scripts=scripts)
    expect(page.get_by_role("status")).to_have_text("42 packages, page 1 of 2")
    choose(page, "Sorted by", "Name", scripts=scripts)
    expect(page.get_by_role("heading", level=2).first).to_have_text("Forms No. 1")

    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("status")).to_have_text("42 packages, page 2 of 2")
    page.get_by_role("link", name="Speed No. 13").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Speed No. 13")
    assert not is_too_wide(page)
    expect(page.get_by_label("Install it", exact=True)).to_have_value(
        "composer require wp-plugin/speed-2"
    )
    copy_the_line(page, scripts=scripts)

    page.go_back()
    expect(page.get_by_role("status")).to_have_text("42 packages, page 2 of 2")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("42 packages, page 1 of 2")
    expect(page.get_by_label("Sorted by")).to_have_value("name")
    page.go_back()
    expect(page.get_by_label("Sorted by")).to_have_value("relevance")
    expect(page.get_by_label("Type")).to_have_value("plugin")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("56 packages, page 1 of 3")
    expect(page.get_by_label("Type")).to_have_value("")
    expect(page.get_by_label("Search", exact=True)).to_have_value("no")
    assert not is_too_wide(page)


def copy_the_line(page: Page, *, scripts: bool) -> None:
    button = page.get_by_role("button", name="Copy: Install it")
    if not scripts:
        expect(button).to_have_count(0)
        return
    button.click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "composer require wp-plugin/speed-2"


def test_results_are_swapped_in_and_said_without_loading_the_page_again(
    visit: Visit, world: World
) -> None:
    page = visit()
    page.goto(world.url)
    page.evaluate("window.said = document.getElementById('found')")

    page.get_by_label("Search", exact=True).fill("forms")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("8 packages")
    expect(page.get_by_role("heading", level=2)).to_have_count(8)
    assert page.evaluate("window.said.isConnected")
    assert page.url == f"{world.url}?q=forms&type=&sort=relevance"
    assert page.evaluate("localStorage.length") == 0


def test_where_they_cant_be_fetched_the_browser_goes_there_itself(
    visit: Visit, world: World
) -> None:
    page = visit()
    page.goto(world.url)

    def refuse(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    page.route("**/packages?*", refuse)
    page.get_by_label("Search", exact=True).fill("forms")
    page.keyboard.press("Enter")

    page.wait_for_url("**/packages?q=forms*")
    expect(page.get_by_role("status")).to_have_text("8 packages")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_keeps_anybody_out(visit: Visit, world: World, path: str) -> None:
    page = visit()
    response = page.goto(f"{world.url}{path}")
    assert response and response.status == PAGES[path]
    page.evaluate(
        "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"
    )

    assert barriers(page) == []


def test_without_scripts_no_page_scrolls_sideways(visit: Visit, world: World) -> None:
    page = visit(scripts=False, width=NARROW)
    for path in (*PAGES, "/wp-plugin/hostile-long", "/wp-plugin/hostile-rtl"):
        page.goto(f"{world.url}{path}")
        assert not is_too_wide(page), path


def test_the_keyboard_is_enough(visit: Visit, world: World) -> None:
    page = visit(width=NARROW)
    page.goto(world.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Closures", exact=True)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Closures")


@pytest.mark.parametrize(
    ("slug", "text"),
    [("script", SCRIPT), ("quotes", QUOTES), ("rtl", RTL), ("emoji", EMOJI)],
)
def test_names_of_others_are_names(
    visit: Visit, world: World, slug: str, text: str
) -> None:
    page = visit()
    page.goto(f"{world.url}/wp-plugin/hostile-{slug}")

    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    expect(page).to_have_title(f"{text} · The Restart Packages")
    expect(page.locator("main img, main script")).to_have_count(0)
    expect(page.get_by_role("link", name="Home page")).to_have_count(0)
    page.goto(f"{world.url}?q=hostile")
    expect(page.get_by_role("link", name=text)).to_be_visible()


def test_closures_stand_out_by_author_and_status_tells_of_them(
    visit: Visit, world: World
) -> None:
    page = visit()
    page.goto(f"{world.url}/closures")
    bobs = page.get_by_role("listitem").filter(has_text="Bob Kahn").first
    expect(bobs).to_contain_text("2 within 24 hours")
    expect(bobs).to_contain_text("closed: Security Issue")

    page.get_by_role("link", name="Bob Kahn").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    page.get_by_role("link", name="Status", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Mail No. 5")
    page.get_by_role("link", name="Mail No. 5").click()
    expect(page.get_by_text("WordPress.org has closed it")).to_be_visible()
