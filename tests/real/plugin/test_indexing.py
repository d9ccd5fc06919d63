"""Search engines get a public registry only when its owner lets them."""

from __future__ import annotations

import re

import pytest

from tests.real.plugin.visitors import ROUTE, Visit
from tests.real.world import RealWorld

META_TAG = re.compile(r"<meta name='robots' content='[^']*noindex")
SITEMAP = "/wp-sitemap-posts-restart-registry-1.xml"


@pytest.fixture
def registries(visit: Visit) -> dict[str, int]:
    """Two public ones: Mouse says nothing, Lion is open to search engines."""
    made = {}
    for name, allow in (("mouse", "0"), ("lion", "1")):
        meta = {"restart_allow_indexing": allow}
        body = {"title": name.title(), "status": "publish", "meta": meta}
        made[name] = visit("ada").post(ROUTE, body).json()["id"]
    return made


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        *(("/registry/mouse/", True), ("/registry/lion/", False)),
        *(("/registry/", True), ("/?s=mouse", True), ("/", False)),
    ],
)
def test_pages(
    visit: Visit, registries: dict[str, int], path: str, closed: bool
) -> None:
    page = visit("").page(path)

    assert page.status_code == 200
    assert ("noindex" in page.headers.get("X-Robots-Tag", "")) == closed
    assert bool(META_TAG.search(page.text)) == closed


@pytest.mark.parametrize(
    ("path", "closed"),
    [
        *(("/registry/mouse/feed/", True), ("/registry/lion/feed/", False)),
        *(("/registry/feed/", True), ("/?s=mouse&feed=rss2", True)),
        ("/?post_type[]=post&post_type[]=restart-registry&feed=rss2", True),
        ("/feed/", False),
    ],
)
def test_feeds(
    visit: Visit, registries: dict[str, int], path: str, closed: bool
) -> None:
    feed = visit("").page(path)

    assert feed.status_code == 200
    assert ("noindex" in feed.headers.get("X-Robots-Tag", "")) == closed


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
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert META_TAG.search(page.text)
    assert "lion" not in visit("").page(SITEMAP).text
