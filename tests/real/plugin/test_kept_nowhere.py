"""What is for one person, or may be private at the next request, is kept by no browser and no proxy."""

from __future__ import annotations

import pytest
import requests

from tests.real.plugin.visitors import ME, ROUTE, USERS, Visit
from tests.real.world import RealWorld

AJAX, PURCHASE = "/wp-admin/admin-ajax.php", "restart_registry_mark_purchased"
SAME_FOR_ALL_GUESTS = {
    "home",
    "find-a-registry",
    "faq",
    "about-us",
    "terms-and-conditions",
    "privacy-policy",
}
PAGES = """
    $path = fn( $slug ) => wp_make_link_relative( Restart_Registry_Pages::url( $slug ) );
    $slugs = array_keys( Restart_Registry_Pages::titles() );
    return array_combine( $slugs, array_map( $path, $slugs ) );"""
ACTIONS = """
    global $wp_filter;
    return array_values( preg_grep( '/^wp_ajax_(nopriv_)?restart_/', array_keys( $wp_filter ) ) );"""
ROUTES = """
    return array_values( preg_grep( '#^/restart-registry/v1[^(]*$#', array_keys( rest_get_server()->get_routes() ) ) );"""
PAGE = """
    return wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish',
        'post_title' => 'Ours', 'post_content' => '[restart_registry_create]' ) );"""


def is_kept(answer: requests.Response) -> bool:
    """Whether somebody may: each one of these words is there for some cache."""
    header = answer.headers.get("Cache-Control", "")
    return not {"no-store", "private"} <= set(header.replace(",", " ").split())


@pytest.fixture
def registry(visit: Visit) -> dict[str, str | int]:
    made = visit("ada").post(ROUTE, {"title": "Elm Street", "status": "publish"})
    assert made.status_code == 201, made.text
    return {"id": made.json()["id"], "slug": made.json()["slug"]}


def test_guests_share_only_pages_without_forms_of_their_own(
    world: RealWorld, visit: Visit
) -> None:
    pages = world.shell.run(PAGES)
    answers = {slug: visit("").page(path) for slug, path in pages.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    kept = {slug for slug, answer in answers.items() if is_kept(answer)}
    assert kept == SAME_FOR_ALL_GUESTS


def test_no_page_of_a_member_is_kept(world: RealWorld, visit: Visit) -> None:
    answers = {
        path: visit("carol").page(path) for path in world.shell.run(PAGES).values()
    }

    assert [path for path, answer in answers.items() if is_kept(answer)] == []


@pytest.mark.parametrize("name", ["", "carol", "ada"])
def test_no_public_registry_is_kept(
    visit: Visit, registry: dict[str, str | int], name: str
) -> None:
    """It may be private a moment later."""
    paths = [
        "/registry/{slug}/",
        "/?p={id}",
        "/?post_type=restart-registry&p={id}",
        "/find-a-registry/?registry={id}",
        "/find-a-registry/?registry={slug}",
        "/?registry=nothing-like-it",
        "/registry/nothing-like-it/",
        "/?s=Elm+Street",
        "/?post_type=restart-registry",
        "/?post_type=restart-registry&feed=rss2",
    ]

    answers = {path: visit(name).page(path.format(**registry)) for path in paths}

    assert answers[paths[0]].status_code == 200
    assert [path for path, answer in answers.items() if is_kept(answer)] == []


def test_nor_a_page_where_somebody_put_a_form_of_ours(
    world: RealWorld, visit: Visit
) -> None:
    page = world.shell.run(PAGE)

    assert not is_kept(visit("").page(f"/?page_id={page}"))
    world.shell.run("wp_delete_post( $id, true );", id=page)


@pytest.mark.parametrize(
    "path",
    [
        "/faq/?restart_done=contact_submit",
        "/my-account/?restart_confirm_email=0123456789",
        "/?restart_proof=2-0123456789",
        "/?restart_email=changed",
        "/wp-login.php",
        "/wp-login.php?action=lostpassword",
    ],
)
def test_no_link_of_a_mail_and_no_thank_you_is_kept(visit: Visit, path: str) -> None:
    assert not is_kept(visit("").page(path))


@pytest.mark.parametrize("name", ["", "carol"])
def test_no_answer_to_a_script_is_kept(
    world: RealWorld, visit: Visit, name: str
) -> None:
    prefix = "wp_ajax_" if name else "wp_ajax_nopriv_"
    actions = {
        hook.removeprefix(prefix)
        for hook in world.shell.run(ACTIONS)
        if hook.startswith(prefix + "restart_")
    }
    assert PURCHASE in actions

    for action in actions:
        assert not is_kept(visit(name).send_form(AJAX, {"action": action})), action


@pytest.mark.parametrize("path", ["/", "/faq/", "/start-a-registry/"])
@pytest.mark.parametrize(
    "form",
    [
        {"restart_form": "contact_submit", "message": "Hello"},
        {"restart_registry_action": "mark_purchased"},
    ],
    ids=str,
)
def test_no_answer_to_a_form_is_kept(
    visit: Visit, path: str, form: dict[str, str]
) -> None:
    assert not is_kept(visit("").send_form(path, form))


@pytest.mark.parametrize("name", ["", "carol"])
def test_nothing_of_rest_is_kept(
    world: RealWorld, visit: Visit, registry: dict[str, str | int], name: str
) -> None:
    ours = world.shell.run(ROUTES)
    assert len(ours) > 1
    one = f"{ROUTE}/{registry['id']}"

    for path in [ROUTE, one, "/wp/v2/search?search=Elm", ME, USERS, *ours]:
        assert not is_kept(visit(name).get(path)), path
