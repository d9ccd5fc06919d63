"""Private means at once and everywhere: every door that shows a public registry is shut."""

from __future__ import annotations

import re

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, at_once, slug
from tests.real.world import RealWorld

PAGES = [
    "/registry/{half}/",  # WordPress guesses addresses from it
    "/registry/{slug}/",
    "/registry/{slug}/feed/",
    "/registry/{slug}/embed/",
    "/registry/",
    "/registry/feed/",
    "/registry/feed/atom/",
    "/registry/feed/rdf/",
    "/?s=nachtigall",
    "/?s=nachtigall&feed=rss2",
    "/?post_type=restart-registry&feed=rss2",
    "/?p={id}",
    "/?p={id}&post_type=restart-registry",
    "/?name={slug}&post_type=restart-registry",
    "/wp-sitemap-posts-restart-registry-1.xml",
]
REST = [
    f"{ROUTE}/{{id}}",
    ROUTE,
    f"{ROUTE}?slug={{slug}}",
    f"{ROUTE}?include={{id}}",
    f"{ROUTE}?search=nachtigall",
    "/wp/v2/search?search=nachtigall",
    "/oembed/1.0/embed?url={url}/registry/{slug}/",
]


@pytest.fixture
def registry_id(world: RealWorld, visit: Visit) -> int:
    """A public registry, open to search engines."""
    meta = {"restart_allow_indexing": "1", "restart_invitees": '["bob@example.test"]'}
    body = {"title": "Nachtigall", "status": "publish", "meta": meta}
    return int(visit("ada").post(ROUTE, body).json()["id"])


@pytest.fixture
def showing(world: RealWorld, visit: Visit, registry_id: int) -> Showing:
    return Showing(world, visit, registry_id)


class Showing:
    """`showing("carol")` returns where Carol sees the title, or is told the address."""

    def __init__(self, world: RealWorld, visit: Visit, registry_id: int) -> None:
        values = {"id": str(registry_id), "url": world.wordpress.url}
        self._slug = slug(world, registry_id)
        values |= {"slug": self._slug, "half": self._slug[:12]}
        self._visit = visit
        self._pages = [path.format(**values) for path in PAGES]
        self._rest = [path.format(**values) for path in REST]
        self.all = {*self._pages, *self._rest}

    def __call__(self, name: str) -> set[str]:
        visitor = self._visit(name)
        answers = at_once(visitor.page, self._pages) | at_once(visitor.get, self._rest)
        return {path for path, answer in answers.items() if self._tells(answer)}

    def _tells(self, answer: requests.Response) -> bool:
        """The page repeats the search term in lower case."""
        address = answer.headers.get("Location", "")
        in_text = re.search(rf"Nachtigall|/{self._slug}/</loc>", answer.text)
        return bool(in_text) or self._slug in address


def test_a_public_registry_is_seen_through_every_door(showing: Showing) -> None:
    """Without this the tests below would prove nothing."""
    assert showing("") == showing.all


@pytest.mark.parametrize(
    ("status", "name"),
    [("private", ""), ("private", "carol"), ("restart-archived", "carol")],
)
def test_made_private_it_is_seen_through_none(
    showing: Showing, visit: Visit, registry_id: int, status: str, name: str
) -> None:
    changed = visit("ada").post(f"{ROUTE}/{registry_id}", {"status": status})
    assert changed.json()["status"] == status

    assert showing(name) == set()


def test_the_stories_of_private_ones_are_not_searched(
    world: RealWorld, visit: Visit
) -> None:
    """A search that finds nothing looks the same as one that would find it."""
    for status in ("private", "restart-archived"):
        world.make_registry(status=status, story="He must not know of Nachtigall")

    for path in (f"{ROUTE}?search=", "/wp/v2/search?search="):
        found, nothing = (
            visit("carol").get(path + word) for word in ("Nachtigall", "Zaunkoenig")
        )
        assert (found.json(), found.headers["X-WP-Total"]) == ([], "0")
        assert nothing.json() == []


def test_a_private_address_looks_like_one_that_never_was(
    world: RealWorld, visit: Visit, registry_id: int
) -> None:
    visit("ada").post(f"{ROUTE}/{registry_id}", {"status": "private"})

    name, other = slug(world, registry_id), "r0123456789abcdef0123"
    private = visit("carol").page(f"/registry/{name}/")
    made_up = visit("carol").page(f"/registry/{other}/")

    assert (private.status_code, made_up.status_code) == (404, 404)
    assert private.text.replace(name, other) == made_up.text
