"""The theme's page "My account", where members change their e-mail address."""

from __future__ import annotations

import re

import pytest

from tests.browser.mailbox import Mailbox
from tests.real.plugin.visitors import Visit, Visitor
from tests.real.world import RealWorld

AJAX, PAGE = "/wp-admin/admin-ajax.php", "/my-account/"
FREE, TAKEN = "free@elsewhere.example", "ada@example.test"
WAITING = r"Waiting for you to follow the link that we sent to ([^<]+)\."


@pytest.fixture
def dora(world: RealWorld, visit: Visit) -> Visitor:
    world.add_account("dora", "Dora")
    return visit("dora")


def nonce(visitor: Visitor) -> str:
    answer = visitor.send_form(AJAX, {"action": "restart_registry_nonce"})
    return str(answer.json()["data"]["nonce"])


def asks_for(visitor: Visitor, email: str) -> None:
    """Without scripts."""
    form = {"restart_form": "update_profile", "nonce": nonce(visitor)}
    answer = visitor.send_form(PAGE, form | {"display_name": "Dora", "email": email})
    assert answer.status_code == 303, answer.text


def email(world: RealWorld) -> str:
    code = "return get_userdata( $id )->user_email;"
    return str(world.shell.run(code, id=world.accounts["dora"].id))


def test_the_link_changes_the_address(world: RealWorld, dora: Visitor) -> None:
    new = "dora.moves@elsewhere.example"
    asks_for(dora, new)
    link = Mailbox(world.wordpress.local.mail).link(
        new, "Your new e-mail address", "restart_confirm_email"
    )

    answer = dora.page(link.removeprefix(world.wordpress.url))

    assert answer.headers["Location"].endswith("/my-account/?restart_email=changed")
    assert email(world) == new


def test_the_page_does_not_tell_whether_an_address_has_an_account(
    world: RealWorld, dora: Visitor
) -> None:
    pages, letters = (
        [],
        {FREE: "Your new e-mail address", TAKEN: "This address is in use"},
    )

    for address, subject in letters.items():
        asks_for(dora, address)
        Mailbox(world.wordpress.local.mail).letter(address, subject)
        pages.append(dora.page(PAGE).text)

    assert [re.findall(WAITING, page) for page in pages] == [[FREE], [TAKEN]]
    assert email(world) == "dora@example.test"


def saves(dora: Visitor, fresh: str, address: str) -> int:
    """With scripts."""
    form = {"action": "restart_update_profile", "nonce": fresh, "email": address}
    return dora.send_form(AJAX, form | {"display_name": "Dora"}).status_code


def test_nobody_sends_mail_to_many_strangers(world: RealWorld, dora: Visitor) -> None:
    mail, subject = Mailbox(world.wordpress.local.mail), "Your new e-mail address"
    fresh, strangers = nonce(dora), [f"s{i}@elsewhere.example" for i in range(12)]

    answers = [saves(dora, fresh, stranger) for stranger in strangers]

    assert answers == [200] * 10 + [429] * 2
    assert all(mail.letter(stranger, subject) for stranger in strangers[:10])
    assert not any(mail.letters(stranger, subject) for stranger in strangers[10:])
    assert saves(dora, fresh, "dora@example.test") == 200  # her own sends none
