"""A form thanks the person who sent it: a link to the thank-you thanks nobody."""

from __future__ import annotations

import re

import pytest

from tests.real.plugin.visitors import Visit
from tests.real.world import RealWorld

LETTER = {
    "restart_form": "contact_submit",
    "contact_name": "Gus",
    "contact_email": "gus@example.test",
    "message": "Hello",
}
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


@pytest.mark.parametrize("form", THANKS)
@pytest.mark.parametrize("signature", ["", "&restart_done_nonce=0123456789"])
def test_nobody_is_by_a_link(visit: Visit, form: str, signature: str) -> None:
    name, page = ("carol", "/my-account/") if form == "update_profile" else ("", "/")

    shown = visit(name).page(f"{page}?restart_done={form}{signature}")

    assert shown.status_code == 200
    assert THANKS[form] not in shown.text
