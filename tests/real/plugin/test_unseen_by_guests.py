"""Guests who count through the numbers don't learn which of them are hidden registries."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit, refusal
from tests.real.world import RealWorld

UNKNOWN = 987654
HIDDEN = ["private", "draft", "restart-archived", "trash"]
TEMPLATE = "{route}/{id}"
ASKED: list[tuple[str, str, Any]] = [
    ("GET", "{route}/{id}", None),
    ("GET", "{route}/{id}?context=edit", None),
    ("GET", "{route}/{other}?id={id}", None),
    ("POST", "{route}/{id}", {"title": "Other"}),
    ("POST", "{route}/{other}", {"id": "{id}"}),
    ("PUT", "{route}/{id}", {"title": "Other"}),
    ("DELETE", "{route}/{id}", None),
    ("GET", "{route}/{id}/autosaves", None),
    ("POST", "{route}/{id}/autosaves", {"title": "Other"}),
    ("GET", "{route}/{id}/autosaves/1", None),
    ("GET", "{route}/{id}/revisions", None),
    ("GET", "{route}/{id}/revisions/1", None),
    ("GET", "/wp/v2/comments?post={id}", None),
    ("GET", "/wp/v2/comments?post[]={id}&post[]=1", None),
    ("POST", "/wp/v2/comments", {"post": "{id}", "content": "I see you"}),
    ("POST", "/restart-registry/v1/registries/{id}/meta", {"restart_item_ids": "[]"}),
]
PAGES = [
    ("GET", "/wp-trackback.php?tb_id={id}", {}),
    ("GET", "/wp-trackback.php/{id}", {}),
    ("POST", "/wp-trackback.php?tb_id={id}", {"url": "http://a.test", "title": "A"}),
    ("POST", "/wp-comments-post.php", {"comment_post_ID": "{id}", "comment": "Hm"}),
]


@pytest.fixture(params=HIDDEN)
def hidden(request: pytest.FixtureRequest, world: RealWorld) -> int:
    registry_id = world.make_registry(status=request.param)
    world.shell.run(
        "$GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, array( 'comment_status' => 'open', 'ping_status' => 'open' ), array( 'ID' => $id ) );",
        id=registry_id,
    )
    return registry_id


def filled(text: Any, post_id: int) -> Any:
    if isinstance(text, dict):
        return {key: filled(value, post_id) for key, value in text.items()}
    return text.format(route=ROUTE, id=post_id, other=UNKNOWN + 1)


def told(answer: requests.Response) -> tuple[Any, ...]:
    totals = answer.headers.get("X-WP-Total"), answer.headers.get("Location")
    return answer.status_code, answer.text, answer.headers.get("Allow"), *totals


def asks(
    world: RealWorld,
    method: str,
    path: str,
    body: Any = None,
    authorization: str = "",
    cookie: str = "",
) -> requests.Response:
    headers = {"Authorization": authorization} if authorization else {}
    if cookie:
        name = world.shell.run("return LOGGED_IN_COOKIE;")
        headers["Cookie"] = f"{name}={cookie}"
    with requests.Session() as session:
        session.trust_env = False
        url = f"{world.wordpress.url}/wp-json{path}"
        return session.request(method, url, json=body, headers=headers, timeout=60)


def test_to_guests_it_is_as_if_it_never_was(world: RealWorld, hidden: int) -> None:
    for method, path, body in ASKED:
        one, other = (
            asks(world, method, filled(path, id_), filled(body, id_) if body else None)
            for id_ in (hidden, UNKNOWN)
        )
        assert told(one) == told(other), (method, path)


def test_nor_do_comments_and_trackbacks_tell(world: RealWorld, hidden: int) -> None:
    for method, path, form in PAGES:
        answers = []
        for id_ in (hidden, UNKNOWN):
            with requests.Session() as session:
                session.trust_env = False
                url = world.wordpress.url + filled(path, id_)
                sent = filled(form, id_) | {"author": "Gus", "email": "g@example.test"}
                answer = session.request(
                    method, url, data=sent if form else None, allow_redirects=False
                )
                answers.append(told(answer))
        assert answers[0] == answers[1], (method, path)


def test_in_a_batch_neither(world: RealWorld, hidden: int) -> None:
    one, other = (
        asks(
            world,
            "POST",
            "/batch/v1",
            {"requests": [{"path": f"{ROUTE}/{id_}", "body": {"title": "x"}}]},
        ).json()
        for id_ in (hidden, UNKNOWN)
    )

    assert one == other
    assert one["responses"][0]["status"] == 404


def test_public_ones_are_there(world: RealWorld, visit: Visit) -> None:
    registry_id = world.make_registry(status="publish")

    assert visit("").get(f"{ROUTE}/{registry_id}").status_code == 200
    assert refusal(visit("").post(f"{ROUTE}/{registry_id}", {"title": "x"}))[0] == 401


def test_whoever_is_logged_in_or_tried_to_be_is_told_the_truth(
    world: RealWorld, visit: Visit
) -> None:
    """Otherwise a broken login would look like a registry that is gone."""
    path = f"{ROUTE}/{world.make_registry()}"

    assert visit("carol").get(path).status_code == 403
    assert visit("ada").get(path).status_code == 200
    for wrong in ("Basic YWRhOndyb25n", "Bearer x", "nonsense"):
        assert asks(world, "GET", path, authorization=wrong).status_code == 401, wrong
    assert asks(world, "GET", path, cookie="ada%7C1%7Cold%7Cold").status_code == 401


@pytest.mark.parametrize(
    "broken", [{"cookie": "ada%7C1%7Cold%7Cold"}, {"authorization": "Bearer x"}]
)
def test_a_broken_login_tells_guests_no_more(
    world: RealWorld, hidden: int, broken: dict[str, str]
) -> None:
    """Anybody can make one up."""
    for method, path, body in ASKED:
        one, other = (
            asks(
                world,
                method,
                filled(path, id_),
                filled(body, id_) if body else None,
                **broken,
            )
            for id_ in (hidden, UNKNOWN)
        )
        assert told(one) == told(other), (method, path)
        is_route = "revisions" not in path
        assert one.status_code == (401 if is_route else 404), (method, path)


def test_with_a_broken_login_public_ones_are_there(world: RealWorld) -> None:
    registry_id = world.make_registry(status="publish")
    for path in (f"{ROUTE}/{registry_id}", f"/wp/v2/comments?post={registry_id}"):
        assert asks(world, "GET", path, cookie="ada%7C1%7Cold%7Cold").status_code == 200


def test_nobody_opens_comments_or_pings(world: RealWorld, visit: Visit) -> None:
    opened = {"comment_status": "open", "ping_status": "open"}
    registry_id = visit("ada").post(ROUTE, {"title": "A", "status": "publish", **opened}).json()["id"]  # fmt: skip
    visit("ada").post(f"{ROUTE}/{registry_id}", opened)
    by_php = "wp_update_post( array( 'ID' => $id, 'comment_status' => 'open', 'ping_status' => 'open' ) );"
    world.shell.run(by_php, id=registry_id)
    code = "$post = get_post( $id ); return array( $post->comment_status, $post->ping_status, comments_open( $id ), pings_open( $id ) );"

    assert world.shell.run(code, id=registry_id) == ["closed", "closed", False, False]


def test_nor_are_they_open_from_before(world: RealWorld) -> None:
    registry_id = world.make_registry(status="publish")
    code = """
        global $wpdb;
        $wpdb->update( $wpdb->posts, array( 'comment_status' => 'open', 'ping_status' => 'open' ), array( 'ID' => $id ) );
        clean_post_cache( $id );
        return array( comments_open( $id ), pings_open( $id ) );"""

    assert world.shell.run(code, id=registry_id) == [False, False]
