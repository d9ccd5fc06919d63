"""Members may edit registries, but use none of the routes that WordPress's editors work with."""

from __future__ import annotations

import re

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, Visitor, at_once, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

REFUSED = "restart_editors_only"
# Below wp/v2, what everybody may look at; WordPress itself guards the last two.
OPEN = {
    *("restart-registry", "users", "posts", "pages", "media", "categories", "tags"),
    *("comments", "search", "types", "taxonomies", "statuses"),
    *("settings", "plugins"),
}
OTHERS = {"batch", "oembed", "restart-registry"}  # namespaces
EDIT = {"restart-registry", "users"}
FETCH = "/wp-block-editor/v1/url-details"


def example(route: str) -> str:
    """Return an address that the route's pattern matches."""
    while "(?P<" in route:
        start = end = route.index("(?P<")
        depth = 0
        for end in range(start, len(route)):
            depth += {"(": 1, ")": -1}.get(route[end], 0)
            if depth == 0:
                break
        is_number = r"\d" in route[start:end]
        route = route[:start] + ("1" if is_number else "a") + route[end + 1 :]
    return re.sub(r"[?()\[\]\\]", "", route)


def base(route: str) -> str:
    parts = route.strip("/").split("/")
    return parts[2] if len(parts) > 2 and parts[0] == "wp" else ""


def closed(route: str) -> bool:
    parts = route.strip("/").split("/")
    if parts[0] in OTHERS or len(parts) < 3:
        return False  # the index of a namespace has two parts
    return parts[0] != "wp" or base(route) not in OPEN


@pytest.fixture
def routes(visit: Visit) -> list[str]:
    """Return all routes of this WordPress."""
    return [route for route in visit("eve").get("/").json()["routes"] if route != "/"]


def code(answer: requests.Response) -> str:
    body = answer.json()
    return str(body.get("code", "")) if isinstance(body, dict) else ""


def codes(visitor: Visitor, paths: list[str]) -> dict[str, tuple[int, str]]:
    answers = at_once(visitor.get, paths)
    return {
        path: (answer.status_code, code(answer)) for path, answer in answers.items()
    }


@pytest.mark.parametrize(("name", "status"), [("carol", 403), ("", 401)])
def test_whatever_is_not_named_is_closed(
    visit: Visit, routes: list[str], name: str, status: int
) -> None:
    """A route that a new version of WordPress brings is closed until it is named here."""
    paths = [example(route) for route in routes if closed(route)]
    assert len(paths) > 20

    told = codes(visit(name), paths)

    odd = {path: answer for path, answer in told.items() if answer[1] != REFUSED}
    # A route that only writes, and one that wants a parameter, refuse before that.
    assert set(odd.values()) <= {
        (404, "rest_no_route"),
        (400, "rest_missing_callback_param"),
        (400, "rest_invalid_param"),
    }
    assert {answer[0] for path, answer in told.items() if path not in odd} == {status}


def test_nothing_that_is_named_opens_its_editor_view(
    visit: Visit, routes: list[str]
) -> None:
    bases = {base(route) for route in routes} & OPEN - EDIT - {"settings", "plugins"}
    assert {"types", "taxonomies", "posts"} <= bases

    told = codes(visit("carol"), [f"/wp/v2/{one}?context=edit" for one in bases])

    bad = {path: answer for path, answer in told.items() if answer[0] == 200}
    assert bad == {}


@pytest.mark.parametrize(
    "path",
    [
        "/wp/v2/templates",
        "/wp/v2/template-parts",
        "/wp/v2/themes",
        "/wp/v2/navigation",
        "/wp/v2/block-types",
        "/wp/v2/block-patterns/patterns",
        "/wp/v2/block-renderer/core/archives?context=edit",
        "/wp/v2/types?context=edit",
        "/wp/v2/types/post?context=edit",
        "/wp/v2/taxonomies?context=edit",
    ],
)
def test_members_get_none_of_the_known_ones(visit: Visit, path: str) -> None:
    assert refusal(visit("carol").get(path)) == (403, REFUSED)


def test_nobody_has_the_site_fetch_from_its_own_network(
    world: RealWorld, visit: Visit
) -> None:
    for path in (FETCH, FETCH.upper()):
        answer = visit("carol").get(path, url=world.wordpress.url)
        assert refusal(answer) == (403, REFUSED), path


def test_in_a_batch_neither(visit: Visit) -> None:
    inner = {"method": "POST", "path": "/wp/v2/templates", "body": {"slug": "x"}}

    answer = visit("carol").post("/batch/v1", {"requests": [inner]})

    assert answer.json()["responses"][0]["status"] in (400, 403)


def test_editors_reach_them(visit: Visit, edith: Account) -> None:
    for path in ("/wp/v2/types?context=edit", "/wp/v2/block-types", "/wp/v2/blocks"):
        assert visit("edith").get(path).status_code == 200, path


def test_owners_still_edit_their_registries(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry()

    for path in (ROUTE, f"{ROUTE}/{registry_id}"):
        answer = visit("ada").get(path, context="edit", status="private")
        assert answer.status_code == 200, path
    assert visit("ada").get("/wp/v2/types").status_code == 200


def test_everybody_still_reads_what_is_public(visit: Visit) -> None:
    for name in ("", "carol"):
        for path in ("/wp/v2/posts", "/wp/v2/pages", "/wp/v2/types", ROUTE):
            assert visit(name).get(path).status_code == 200, path
