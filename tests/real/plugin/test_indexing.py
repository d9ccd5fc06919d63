"""Search engines get a public registry only when its owner lets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, at_once
from tests.real.world import RealWorld

SITEMAP = "/wp-sitemap-posts-restart-registry-1.xml"


def by_header(answer: requests.Response) -> bool:
    return "noindex" in answer.headers.get("X-Robots-Tag", "")


def by_tag(answer: requests.Response) -> bool:
    return bool(re.search(r"<meta name='robots' content='[^']*noindex", answer.text))


@pytest.fixture
def registries(visit: Visit) -> dict[str, int]:
    """Two public ones: Mouse says nothing, Lion is open to search engines."""
    made = {}
    for name, allow in (("mouse", "0"), ("lion", "1")):
        meta = {"restart_allow_indexing": allow}
        body = {"title": name.title(), "status": "publish", "meta": meta}
        made[name] = visit("ada").post(ROUTE, body).json()["id"]
    return made


def test_pages(visit: Visit, registries: dict[str, int]) -> None:
    closed = {"/registry/mouse/", "/registry/", "/?s=mouse"}

    pages = at_once(visit("").page, [*closed, "/registry/lion/", "/"])

    assert {page.status_code for page in pages.values()} == {200}
    assert {path for path, page in pages.items() if by_header(page)} == closed
    assert {path for path, page in pages.items() if by_tag(page)} == closed


@pytest.fixture
def other_pages(
    world: RealWorld, visit: Visit, registries: dict[str, int]
) -> Iterator[None]:
    """One shows Mouse to everybody, the other a form."""
    shortcodes = {
        "shown": f'[restart_registry_view registry="{registries["mouse"]}"]',
        "start": "[restart_registry_create]",
    }
    made = []
    for name, shortcode in shortcodes.items():
        body = {"title": name, "slug": name, "status": "publish", "content": shortcode}
        made.append(visit("eve").post("/wp/v2/pages", body).json()["id"])
    yield
    for page_id in made:
        world.remove(page_id)


def test_another_page_that_shows_one(
    visit: Visit, registries: dict[str, int], other_pages: None
) -> None:
    asks = f"?registry={registries['mouse']}"
    closed = {f"/registry/lion/{asks}", f"/start/{asks}", "/shown/"}

    pages = at_once(visit("").page, [*closed, "/start/"])

    assert {page.status_code for page in pages.values()} == {200}
    assert "Mouse" in pages["/shown/"].text
    assert {path for path, page in pages.items() if by_header(page)} == closed
    assert {path for path, page in pages.items() if by_tag(page)} == closed


def test_feeds(visit: Visit, registries: dict[str, int]) -> None:
    mixed = "/?post_type[]=post&post_type[]=restart-registry&feed=rss2"
    closed = {"/registry/mouse/feed/", "/registry/feed/", "/?s=mouse&feed=rss2", mixed}

    feeds = at_once(visit("").page, [*closed, "/registry/lion/feed/", "/feed/"])

    assert {feed.status_code for feed in feeds.values()} == {200}
    assert {path for path, feed in feeds.items() if by_header(feed)} == closed


def test_the_sitemap(visit: Visit, registries: dict[str, int]) -> None:
    sitemap = visit("").page(SITEMAP)

    assert sitemap.status_code == 200
    assert re.findall(r"/registry/(\w+)/</loc>", sitemap.text) == ["lion"]


def test_without_a_willing_one_there_is_no_sitemap(
    visit: Visit, registries: dict[str, int]
) -> None:
    visit("ada").post(f"{ROUTE}/{registries['lion']}", {"status": "private"})

    assert "restart-registry" not in visit("").page("/wp-sitemap.xml").text
    assert visit("").page(SITEMAP).status_code == 404


def test_other_sitemaps_are_there(world: RealWorld, visit: Visit) -> None:
    assert "posts-page-1.xml" in visit("").page("/wp-sitemap.xml").text
    assert visit("").page("/wp-sitemap-posts-page-1.xml").status_code == 200


def test_the_owner_changes_his_mind(visit: Visit, registries: dict[str, int]) -> None:
    """One switch, for all of it, at the next request."""
    meta = {"restart_allow_indexing": "0"}

    visit("ada").post(f"{ROUTE}/{registries['lion']}", {"meta": meta})

    page = visit("").page("/registry/lion/")
    assert by_header(page)
    assert by_tag(page)
    assert "lion" not in visit("").page(SITEMAP).text
