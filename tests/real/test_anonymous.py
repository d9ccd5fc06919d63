"""What WordPress itself tells guests about Ada and her registries."""

from __future__ import annotations

import re

import pytest
import requests

from tests.real.world import RealWorld

ROUTE = "/wp/v2/restart-registry"
SECRETS = ("bob@example.test", "r@example.test", "dora")
LOGIN = re.compile(r"ada@|\bada\b(?!pt)", re.IGNORECASE)  # but not "adapt"


@pytest.fixture
def registry_id(world: RealWorld) -> int:
    """A public registry with invitees and a recipient."""
    registry_id = world.invited("publish")
    world.set_meta(registry_id, "restart_invitees", '["bob@example.test","dora"]')
    world.set_meta(registry_id, "restart_allow_indexing", "1")
    return registry_id


def page(world: RealWorld, path: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(world.wordpress.url + path, timeout=60)


def post_name(world: RealWorld, registry_id: int) -> str:
    return str(world.shell.run("return get_post( $id )->post_name;", id=registry_id))


def test_rest_shows_no_invitee_and_no_recipient(
    world: RealWorld, registry_id: int
) -> None:
    for path in (
        *(
            ROUTE,
            f"{ROUTE}/{registry_id}",
            f"{ROUTE}?_embed",
            f"{ROUTE}/{registry_id}?_embed",
        ),
        *(
            f"{ROUTE}?_fields=meta",
            f"{ROUTE}/{registry_id}?_fields=meta.restart_invitees",
        ),
        "/wp/v2/search?search=fresh&_embed",
    ):
        response = world.wordpress.request("GET", path)
        assert response.status_code == 200
        assert not any(secret in response.text for secret in SECRETS), path


def test_the_api_learns_what_is_hidden(world: RealWorld, registry_id: int) -> None:
    """Without this the test above would prove nothing."""
    response = world.wordpress.request(
        "GET", f"{ROUTE}/{registry_id}?context=edit", world.accounts["ada"]
    )

    assert all(secret in response.text for secret in SECRETS)


@pytest.mark.parametrize(
    "path",
    [
        "/wp/v2/users",
        "/wp/v2/users?search=ada",
        "/wp/v2/users?slug=ada",
        "/wp/v2/users?include={ada}",
        "/wp/v2/users?who=authors",
        "/wp/v2/users?has_published_posts=restart-registry",
        "/wp/v2/users/{ada}",
        f"{ROUTE}?_embed=author",
        f"{ROUTE}?_embed",
        "/wp/v2/search?type=post&search=fresh&_embed=1",
        "/oembed/1.0/embed?url={url}/?p={registry}",
    ],
)
def test_rest_knows_no_ada(world: RealWorld, registry_id: int, path: str) -> None:
    path = path.format(
        ada=world.accounts["ada"].id, registry=registry_id, url=world.wordpress.url
    )

    text = world.wordpress.request("GET", path).text.replace("Ada Lovelace", "")

    assert not LOGIN.search(text), path
    assert "gravatar" not in text


@pytest.mark.parametrize(("name", "found"), [("", []), ("carol", []), ("ada", ["ada"])])
def test_users_are_listed_to_nobody_but_themselves(
    world: RealWorld, registry_id: int, name: str, found: list[str]
) -> None:
    asker = world.accounts.get(name)

    response = world.wordpress.request("GET", "/wp/v2/users", asker)

    assert [user["slug"] for user in response.json()] == found
    assert response.headers["X-WP-Total"] == str(len(found))


@pytest.mark.parametrize(
    "path",
    [
        "/wp-sitemap.xml",
        "/wp-sitemap-posts-restart-registry-1.xml",
        "/registry/",
        "/registry/feed/",
        "/?p={registry}&post_type=restart-registry",
        "/?s=fresh",
    ],
)
def test_pages_know_no_login(world: RealWorld, registry_id: int, path: str) -> None:
    path = path.format(ada=world.accounts["ada"].id, registry=registry_id)

    response = page(world, path)

    words = response.text.replace("Ada Lovelace", "").replace("data-", "")
    assert not re.search(r"/author/|ada@|>ada<|author-ada", words), path
    assert not any(secret in response.text for secret in SECRETS)


@pytest.mark.parametrize(
    "path",
    ["/?author={ada}", "/author/ada/", "/author/ada/feed/", "/wp-sitemap-users-1.xml"],
)
def test_authors_have_no_page(world: RealWorld, registry_id: int, path: str) -> None:
    response = page(world, path.format(ada=world.accounts["ada"].id))

    assert response.status_code == 404
    assert response.history == []


def test_lists_hold_and_count_only_public_ones(
    world: RealWorld, registry_id: int
) -> None:
    for status in ("private", "draft", "restart-archived", "pending"):
        world.make_registry(status=status)

    for path in (ROUTE, f"{ROUTE}?author={world.accounts['ada'].id}"):
        response = world.wordpress.request("GET", path)
        assert [post["id"] for post in response.json()] == [registry_id]
        assert response.headers["X-WP-Total"] == "1"


@pytest.mark.parametrize("status", ["private", "draft", "restart-archived", "trash"])
def test_a_hidden_registry_is_nowhere(world: RealWorld, status: str) -> None:
    registry_id = world.make_registry(status=status, title="Moonflower")

    pages = [
        "/?s=Moonflower&feed=rss2",
        "/registry/",
        "/feed/?post_type=restart-registry",
    ]
    texts = [page(world, path).text for path in pages]
    texts.append(world.wordpress.request("GET", "/wp/v2/search?search=Moonflower").text)

    assert all("<title>Moonflower" not in text for text in texts)
    address = f"registry/{post_name(world, registry_id)}/"
    assert address not in "".join(texts)
    assert page(world, f"/?p={registry_id}").status_code == 404
    assert world.wordpress.request("GET", f"{ROUTE}/{registry_id}").status_code == 404
