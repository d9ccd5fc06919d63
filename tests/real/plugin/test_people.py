"""Owners are people who left somebody: WordPress tells nobody who they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.real.plugin.visitors import (
    ME,
    ROUTE,
    USERS,
    Visit,
    at_once,
    names_somebody,
    refusal,
    slug,
    total,
)
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

QUERIES = [
    "per_page=100&orderby=name",
    "search=ada",
    "include={ada}",
    "exclude=1",
    "has_published_posts=true",
]
AUTHOR_PAGES = [
    "/author/edith/",
    "/author/edith",
    "/author/edith/page/2/",
    "/author/edith/feed/",
    "/author/edith/feed/atom/",
    "/author/nobody/",
    "/?author_name=edith",
    "/?author={edith}",
    "/?author={edith}&feed=rss2",
    "/?author={edith}&post_type=post",
    "/?author={edith}&p={post}",
    "/?author[]={edith}",
    "/?author=-{edith}",
    "/?author=999999",
]
MACHINES = [
    *("/feed/", "/feed/atom/", "/feed/rdf/"),
    *("/registry/feed/", "/registry/feed/atom/", "/registry/feed/rdf/"),
    *("/registry/{name}/feed/", "/registry/{name}/embed/"),
    *("/?s=fresh&feed=rss2", "/wp-sitemap.xml"),
    "/wp-json/oembed/1.0/embed?url={url}/registry/{name}/",
    "/wp-json/oembed/1.0/embed?url={url}/registry/{name}/&format=xml",
    "/wp-json/oembed/1.0/embed?url={url}/editorial/",
]


@pytest.fixture
def registry(world: RealWorld) -> str:
    """The last part of the address of a public registry of Ada's."""
    return slug(world, world.make_registry(status="publish"))


@pytest.fixture
def blog_post(world: RealWorld, visit: Visit, edith: Account) -> Iterator[int]:
    """A public registry of the editor's: people who write for the site have no page either."""
    body = {"title": "Editorial", "status": "publish", "content": "Some words"}
    made = visit("edith").post("/wp/v2/posts", body).json()
    yield made["id"]
    world.remove(made["id"])


@pytest.mark.parametrize("name", ["carol", "edith"])
def test_users_are_listed_to_nobody_but_themselves(
    world: RealWorld, visit: Visit, registry: str, blog_post: int, name: str
) -> None:
    ada = world.accounts["ada"].id
    paths = [f"{USERS}?{query.format(ada=ada)}" for query in QUERIES]

    for path, listed in at_once(visit(name).get, paths).items():
        assert {user["slug"] for user in listed.json()} <= {name}, path
        assert total(listed) == len(listed.json()), path


def test_a_count_alone_tells_no_more(visit: Visit, registry: str) -> None:
    head = visit("carol").head(USERS, search="ada")

    assert (head.status_code, total(head)) == (200, 0)


@pytest.mark.parametrize("name", ["", "carol", "edith"])
def test_one_by_one_they_are_closed_as_well(
    world: RealWorld, visit: Visit, registry: str, blog_post: int, name: str
) -> None:
    others = {"ada", "eve", "edith"} - {name}
    paths = [f"{USERS}/{world.accounts[other].id}" for other in others]

    answers = at_once(visit(name).get, paths)

    expected = (403 if name else 401, "rest_user_cannot_view")
    assert {refusal(answer) for answer in answers.values()} == {expected}


def test_everybody_sees_himself(world: RealWorld, visit: Visit) -> None:
    for path in (ME, f"{USERS}/{world.accounts['carol'].id}"):
        assert visit("carol").get(path).json()["slug"] == "carol"


def test_administrators_see_all(world: RealWorld, visit: Visit) -> None:
    listed = visit("eve").get(USERS)

    assert {"ada", "bob", "carol", "eve"} <= {user["slug"] for user in listed.json()}
    one = visit("eve").get(f"{USERS}/{world.accounts['ada'].id}")
    assert one.json()["name"] == "Ada Lovelace"


def test_nothing_is_embedded(visit: Visit, registry: str, blog_post: int) -> None:
    for path in (
        *(f"{ROUTE}?_embed", f"{ROUTE}?_embed=author"),
        *("/wp/v2/search?search=fresh&_embed", f"/wp/v2/posts/{blog_post}?_embed"),
    ):
        answer = visit("carol").get(path)
        text = answer.text.replace('"restart_owner_name":"Ada Lovelace"', "")
        assert answer.status_code == 200
        assert names_somebody(text) == []


def test_the_number_of_the_owner_is_there(
    world: RealWorld, visit: Visit, registry: str
) -> None:
    """The API tells by it who owns a registry; it leads to nothing."""
    found = visit("carol").get(ROUTE).json()[0]

    assert found["author"] == world.accounts["ada"].id
    assert "author" not in found["_links"]


def test_authors_have_no_page(visit: Visit, edith: Account, blog_post: int) -> None:
    paths = [path.format(edith=edith.id, post=blog_post) for path in AUTHOR_PAGES]

    answers = at_once(visit("").page, paths)

    for path, answer in answers.items():
        assert (answer.status_code, answer.headers.get("Location")) == (404, None), path
        assert names_somebody(answer.text) == [], path


def test_nor_for_somebody_who_is_logged_in(visit: Visit, registry: str) -> None:
    for path in ("/author/ada/", "/?author=1"):
        answer = visit("carol").page(path)
        assert (answer.status_code, answer.headers.get("Location")) == (404, None)


def test_feeds_embeds_and_sitemaps_name_nobody(
    world: RealWorld, visit: Visit, registry: str, blog_post: int
) -> None:
    values = {"name": registry, "url": world.wordpress.url}

    answers = at_once(visit("").page, [path.format(**values) for path in MACHINES])

    for path, answer in answers.items():
        assert answer.status_code == 200, path
        assert names_somebody(answer.text) == [], path


def test_there_is_no_sitemap_of_users(visit: Visit, blog_post: int) -> None:
    assert "posts-post-1.xml" in visit("").page("/wp-sitemap.xml").text
    assert "users" not in visit("").page("/wp-sitemap.xml").text


def test_no_picture_comes_from_gravatar(visit: Visit, registry: str) -> None:
    texts = [visit("ada").get(ME, context="edit").text]
    texts += [visit("ada").page("/wp-admin/profile.php").text]
    texts += [visit("carol").page(f"/registry/{registry}/").text]

    assert not any("gravatar.com/avatar" in text for text in texts)


def test_wordpress_69_tells_a_program_no_more(visit: Visit, registry: str) -> None:
    """These addresses did not exist before."""
    for path in ("abilities", "abilities/core/get-user-info/run"):
        text = visit("carol").get(f"/wp-abilities/v1/{path}").text
        assert names_somebody(text.replace("carol@example.test", "")) == []
