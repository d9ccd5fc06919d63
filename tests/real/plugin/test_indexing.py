"""Search engines get a public registry only when its owner lets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, at_once
from tests.real.world import RealWorld

SITEMAP = "/wp-sitemap-posts-restart-registry-1.xml"


def by_header(answer: requests.Response) -> bool:
    return "noindex" in answer.headers.get("X-Robots-Tag", "")


def by_tag(answer: requests.Response) -> bool:
    return bool(re.search(r"<meta name='robots' content='[^']*noindex", answer.text))


@dataclass(frozen=True)
class Registry:
    id: int
    name: str  # stands in its address

    @property
    def page(self) -> str:
        return f"/registry/{self.name}/"


def make(visit: Visit, title: str, allow: str) -> Registry:
    meta = {"restart_allow_indexing": allow}
    body = {"title": title, "status": "publish", "meta": meta}
    made = visit("ada").post(ROUTE, body).json()
    return Registry(made["id"], made["slug"])


@pytest.fixture
def mouse(visit: Visit) -> Registry:
    """A public registry that says nothing about search engines."""
    return make(visit, "Mouse", "0")


@pytest.fixture
def lion(visit: Visit) -> Registry:
    """A public registry that search engines may have."""
    return make(visit, "Lion", "1")


def test_pages(visit: Visit, mouse: Registry, lion: Registry) -> None:
    closed = {mouse.page, "/registry/", "/?s=mouse"}

    pages = at_once(visit("").page, [*closed, lion.page, "/"])

    assert {page.status_code for page in pages.values()} == {200}
    assert {path for path, page in pages.items() if by_header(page)} == closed
    assert {path for path, page in pages.items() if by_tag(page)} == closed


@pytest.fixture
def other_pages(world: RealWorld, visit: Visit, mouse: Registry) -> Iterator[None]:
    """One page shows Mouse to everybody, the other shows a form."""
    shortcodes = {
        "shown": f'[restart_registry_view registry="{mouse.id}"]',
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
    visit: Visit, mouse: Registry, lion: Registry, other_pages: None
) -> None:
    asks = f"?registry={mouse.name}"
    closed = {f"{lion.page}{asks}", f"/start/{asks}", "/shown/"}

    pages = at_once(visit("").page, [*closed, "/start/"])

    assert {page.status_code for page in pages.values()} == {200}
    assert "Mouse" in pages["/shown/"].text
    assert {path for path, page in pages.items() if by_header(page)} == closed
    assert {path for path, page in pages.items() if by_tag(page)} == closed


def test_feeds(visit: Visit, mouse: Registry, lion: Registry) -> None:
    mixed = "/?post_type[]=post&post_type[]=restart-registry&feed=rss2"
    closed = {f"{mouse.page}feed/", "/registry/feed/", "/?s=mouse&feed=rss2", mixed}

    feeds = at_once(visit("").page, [*closed, f"{lion.page}feed/", "/feed/"])

    assert {feed.status_code for feed in feeds.values()} == {200}
    assert {path for path, feed in feeds.items() if by_header(feed)} == closed


def test_the_sitemap(visit: Visit, mouse: Registry, lion: Registry) -> None:
    sitemap = visit("").page(SITEMAP)

    assert sitemap.status_code == 200
    assert re.findall(r"/registry/([\w-]+)/</loc>", sitemap.text) == [lion.name]


def test_without_a_willing_one_there_is_no_sitemap(
    visit: Visit, mouse: Registry, lion: Registry
) -> None:
    visit("ada").post(f"{ROUTE}/{lion.id}", {"status": "private"})

    assert "restart-registry" not in visit("").page("/wp-sitemap.xml").text
    assert visit("").page(SITEMAP).status_code == 404


def test_other_sitemaps_are_there(world: RealWorld, visit: Visit) -> None:
    assert "posts-page-1.xml" in visit("").page("/wp-sitemap.xml").text
    assert visit("").page("/wp-sitemap-posts-page-1.xml").status_code == 200


def test_the_owner_changes_his_mind(visit: Visit, lion: Registry) -> None:
    """WordPress has one switch for the whole site, which counts from the next request on."""
    meta = {"restart_allow_indexing": "0"}

    visit("ada").post(f"{ROUTE}/{lion.id}", {"meta": meta})

    page = visit("").page(lion.page)
    assert by_header(page)
    assert by_tag(page)
    assert lion.name not in visit("").page(SITEMAP).text
