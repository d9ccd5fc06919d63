"""The theme's page "My account", where members change their e-mail address."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.browser.mailbox import Mailbox
from tests.real.plugin.user_queries import counted
from tests.real.plugin.visitors import Visit, Visitor
from tests.real.plugin.waiting_jobs import finish
from tests.real.world import RealWorld

SECONDS = 30
AJAX, PAGE = "/wp-admin/admin-ajax.php", "/my-account/"
PASSWORD = "main password"
LISTENER = (
    "add_action( 'wp_login_failed', fn( $name ) => update_option( 'heard', $name ) );"
)
META = "return get_user_meta( $id, 'therestart_new_email', true );"
A_DAY_LATER = """
    $asked = get_user_meta( $id, 'therestart_new_email', true );
    update_user_meta( $id, 'therestart_new_email', array( 'until' => time() - 1 ) + $asked );
    do_action( 'restart_registry_hourly' );"""
FREE, TAKEN = "free@elsewhere.example", "ada@example.test"
WAITING = r"Waiting for you to follow the link that we sent to ([^<]+)\."


@pytest.fixture
def dora(world: RealWorld, visit: Visit) -> Visitor:
    world.add_account("dora", "Dora")
    return visit("dora")


def nonce(visitor: Visitor) -> str:
    answer = visitor.send_form(AJAX, {"action": "restart_registry_nonce"})
    return str(answer.json()["data"]["nonce"])


def sends(visitor: Visitor, email: str, password: str) -> requests.Response:
    """Send the form without scripts."""
    form = {"restart_form": "update_profile", "nonce": nonce(visitor)}
    form |= {"display_name": "Dora", "email": email, "current_password": password}
    return visitor.send_form(PAGE, form)


def asks_for(visitor: Visitor, email: str) -> None:
    answer = sends(visitor, email, PASSWORD)
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


def test_the_request_looks_no_address_up(world: RealWorld, dora: Visitor) -> None:
    """What depends on it is done in a request of its own."""
    with counted(world) as queries:
        for address in ("dora@example.test", FREE, TAKEN):
            asks_for(dora, address)
        _, own, _, free, _, taken = queries(6)  # each asks for a nonce first
    finish(world)

    assert own == free == taken


def test_a_link_to_an_address_that_was_replaced_is_not_sent(
    world: RealWorld, dora: Visitor
) -> None:
    mail, subject = Mailbox(world.wordpress.local.mail), "Your new e-mail address"
    late = "late@elsewhere.example"
    asks_for(dora, FREE)
    finish(world)
    before = world.shell.run(META, id=world.accounts["dora"].id)

    mail_it = "do_action( 'therestart_mail_new_email', (string) $id, $email );"
    world.shell.run(mail_it, id=world.accounts["dora"].id, email=late)

    assert mail.letters(late, subject) == []
    assert world.shell.run(META, id=world.accounts["dora"].id) == before


@pytest.mark.parametrize("password", ["", "wrong"])
@pytest.mark.parametrize("address", [FREE, TAKEN])
def test_whoever_does_not_know_the_password_moves_no_address(
    world: RealWorld, dora: Visitor, password: str, address: str
) -> None:
    before = Mailbox(world.wordpress.local.mail).letters(address, "Your new e-mail")

    answer = sends(dora, address, password)

    assert answer.status_code == 200
    assert re.search(r'href="#restart-update-profile-current-password"', answer.text)
    assert not re.findall(WAITING, dora.page(PAGE).text)
    after = Mailbox(world.wordpress.local.mail).letters(address, "Your new e-mail")
    assert after == before


def test_the_rest_is_saved_without_it(world: RealWorld, dora: Visitor) -> None:
    assert sends(dora, "dora@example.test", "").status_code == 303


def test_guesses_count_as_logins_do(world: RealWorld, dora: Visitor) -> None:
    """Plugins that limit logins are told of them."""
    folder = world.wordpress.local.site / "wp-content" / "mu-plugins"
    listener = folder / "listener.php"
    listener.write_text(f"<?php {LISTENER}")
    try:
        sends(dora, FREE, "wrong")
    finally:
        listener.unlink()

    code = "return get_option( 'heard' ); "
    assert world.shell.run(code) == "dora"
    world.shell.run("delete_option( 'heard' );")


def test_a_waiting_address_is_forgotten_when_its_day_is_over(
    world: RealWorld, dora: Visitor
) -> None:
    asks_for(dora, FREE)
    id_ = world.accounts["dora"].id
    meta = eventually(lambda: world.shell.run(META, id=id_))

    world.shell.run("do_action( 'restart_registry_hourly' );")
    assert world.shell.run(META, id=id_) == meta  # not yet
    world.shell.run(A_DAY_LATER, id=id_)

    assert world.shell.run(META, id=id_) == ""


def eventually(value: Callable[[], Any]) -> Any:
    """Return the value once there is one: WordPress goes on after its answer."""
    deadline = time.monotonic() + SECONDS
    while not (found := value()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def saves(dora: Visitor, fresh: str, address: str) -> int:
    """Send the form with scripts."""
    form = {"action": "restart_update_profile", "nonce": fresh, "email": address}
    form["current_password"] = PASSWORD
    return dora.send_form(AJAX, form | {"display_name": "Dora"}).status_code


def test_nobody_sends_mail_to_many_strangers(world: RealWorld, dora: Visitor) -> None:
    mail, subject = Mailbox(world.wordpress.local.mail), "Your new e-mail address"
    fresh, strangers = nonce(dora), [f"s{i}@elsewhere.example" for i in range(12)]

    answers = [saves(dora, fresh, stranger) for stranger in strangers]

    assert answers == [200] * 10 + [429] * 2
    assert all(mail.letter(stranger, subject) for stranger in strangers[:10])
    assert not any(mail.letters(stranger, subject) for stranger in strangers[10:])
    assert saves(dora, fresh, "dora@example.test") == 200  # her own browser sends none
