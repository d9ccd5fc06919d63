"""A form thanks the person who sent it: a link to the thank-you thanks nobody."""

from __future__ import annotations

import re

import pytest
import requests

from tests.real.plugin.visitors import ROUTE, Visit
from tests.real.world import RealWorld

LETTER = {
    "restart_form": "contact_submit",
    "contact_name": "Gus",
    "contact_email": "gus@example.test",
    "message": "Hello",
}
OTHER_BROWSER = {"User-Agent": "Somebody else's"}
UNDONE = "Undone. It counts as wanted again."
EXPIRED = """
    $_SERVER['REMOTE_ADDR']     = '127.0.0.1';
    $_SERVER['HTTP_USER_AGENT'] = $agent;
    $signature = new ReflectionMethod( 'Restart_Registry_Answers', 'signature' );
    $made      = fn( $until ) => "$path&restart_done_nonce=$until-" . $signature->invoke( null, $action, $path, $until );
    return array( $made( time() + 60 ), $made( time() - 1 ) );"""
THANKS = {
    "contact_submit": "Your message is on its way",
    "update_profile": "Saved. If you changed",
}


def nonce(page: str) -> str:
    found = re.search(r'name="nonce" value="(\w+)"', page)
    assert found
    return found[1]


def test_whoever_wrote_is_thanked(world: RealWorld, visit: Visit) -> None:
    gus = visit("")
    sent = gus.send_form("/faq/", LETTER | {"nonce": nonce(gus.page("/faq/").text)})

    assert sent.status_code == 303
    path = sent.headers["Location"].removeprefix(world.wordpress.url)
    assert THANKS["contact_submit"] in gus.page(path).text
    assert THANKS["contact_submit"] not in visit("carol").page(path).text


def test_a_guests_thank_you_is_no_other_guests(world: RealWorld, visit: Visit) -> None:
    """All guests have the same nonce. Theirs is another browser, and the page another one."""
    gus = visit("")
    sent = gus.send_form("/faq/", LETTER | {"nonce": nonce(gus.page("/faq/").text)})
    path = sent.headers["Location"].removeprefix(world.wordpress.url)
    elsewhere = path.replace("/faq/", "/about-us/")
    undone = path.replace("contact_submit", "undo_purchased")

    assert THANKS["contact_submit"] not in gus.page(path, **OTHER_BROWSER).text
    assert THANKS["contact_submit"] not in gus.page(elsewhere).text
    assert UNDONE not in gus.page(undone).text
    assert THANKS["contact_submit"] in gus.page(path).text


def test_a_guests_undo_is_told_in_their_browser_for_five_minutes(
    world: RealWorld, visit: Visit
) -> None:
    made = visit("ada").post(ROUTE, {"title": "Elm Street", "status": "publish"})
    path = f"/registry/{made.json()['slug']}/?restart_done=undo_purchased"
    agent = requests.utils.default_user_agent()

    fresh, expired = world.shell.run(
        EXPIRED, path=path, action="undo_purchased", agent=agent
    )
    later = re.sub(
        r"=(\d+)-", lambda until: f"={int(until[1]) + 3600}-", fresh, count=1
    )

    assert UNDONE in visit("").page(fresh).text
    assert UNDONE not in visit("").page(fresh, **OTHER_BROWSER).text
    assert UNDONE not in visit("").page(expired).text
    assert UNDONE not in visit("").page(later).text


@pytest.mark.parametrize("form", THANKS)
@pytest.mark.parametrize("signature", ["", "&restart_done_nonce=0123456789"])
def test_nobody_is_by_a_link(visit: Visit, form: str, signature: str) -> None:
    name, page = ("carol", "/my-account/") if form == "update_profile" else ("", "/")

    shown = visit(name).page(f"{page}?restart_done={form}{signature}")

    assert shown.status_code == 200
    assert THANKS[form] not in shown.text
