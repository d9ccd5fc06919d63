"""Registering answers the same for every address, and takes the same work."""

from __future__ import annotations

import re

import pytest
import requests

from tests.browser.mailbox import Mailbox
from tests.real.plugin.user_queries import counted
from tests.real.plugin.visitors import Visit, Visitor
from tests.real.plugin.waiting_jobs import finish
from tests.real.world import RealWorld

AJAX, PAGE = "/wp-admin/admin-ajax.php", "/register/"
NEW, KNOWN = "Please choose a password", "You have an account already"


@pytest.fixture
def guest(visit: Visit) -> Visitor:
    return visit("")


def registers(guest: Visitor, email: str) -> requests.Response:
    """Send the form without scripts."""
    fresh = guest.send_form(AJAX, {"action": "restart_registry_nonce"}).json()
    form = {"restart_form": "register", "nonce": fresh["data"]["nonce"]}
    return guest.send_form(PAGE, form | {"first_name": "Nora", "email": email})


def unsigned(address: str) -> str:
    """Leave out the signature, which says until when it is good, to the second."""
    return re.sub(r"(?<=restart_done_nonce=)\d+-\w+", "", address)


def test_the_request_does_the_same_for_every_address(
    world: RealWorld, guest: Visitor
) -> None:
    people = ["ada@example.test", "nora.new@example.test"]
    with counted(world) as queries:
        answers = [registers(guest, email) for email in people]
        counts = queries(2 * len(people))  # each of them asks for a nonce first
    finish(world)

    assert {answer.status_code for answer in answers} == {303}
    assert len({unsigned(answer.headers["Location"]) for answer in answers}) == 1
    assert counts == [0, 0, 0, 0]


def test_one_mailbox_gets_three_letters_a_day(world: RealWorld, guest: Visitor) -> None:
    dora = world.add_account("dora", email="dora.often@example.test").email

    answers = [registers(guest, dora).status_code for _ in range(5)]
    finish(world)

    assert answers == [303] * 5
    assert len(Mailbox(world.wordpress.local.mail).letters(dora, KNOWN)) == 3


def test_two_at_the_same_moment_both_get_their_letter(
    world: RealWorld, guest: Visitor
) -> None:
    """The second form comes while the work for the first is being done."""
    mail, people = Mailbox(world.wordpress.local.mail), ["nora1", "nora2", "nora3"]

    for person in people:
        registers(guest, f"{person}@example.test")

    for person in people:
        mail.letter(f"{person}@example.test", NEW)


def test_wordpresss_own_page_has_the_limit_too(world: RealWorld) -> None:
    """Another theme sends nobody to our form."""
    register = """
        return array_map(
            fn( $number ) => is_wp_error( register_new_user( "nora$number", "nora$number@own.example.test" ) ),
            range( 1, 22 )
        );"""

    refused = world.shell.run(register)

    assert refused == [False] * 20 + [True] * 2
