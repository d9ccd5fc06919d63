"""The mail with the link to a new password, and what the page for it answers."""

from __future__ import annotations

import re

import pytest
import requests

from tests.browser.mailbox import Mailbox
from tests.real.plugin.user_queries import counted
from tests.real.plugin.visitors import SECONDS
from tests.real.plugin.waiting_jobs import finish
from tests.real.world import RealWorld

SUBJECT = "A new password"
PAGE = "/wp-login.php?action=lostpassword"
NO_ROOM = """<?php
/** Plugin Name: A mailbox that takes nothing. */
add_filter( 'pre_wp_mail', '__return_false', 11 );
"""


def asks(world: RealWorld, **form: str) -> requests.Response:
    return requests.post(
        world.wordpress.url + PAGE, data=form, timeout=SECONDS, allow_redirects=False
    )


def letters(world: RealWorld, to: str) -> list[str]:
    return Mailbox(world.wordpress.local.mail).letters(to, SUBJECT)


def test_it_tells_nothing_of_who_asked_or_where(world: RealWorld) -> None:
    dora = world.add_account("dora", "Dora")

    asks(world, user_login="dora")

    letter = Mailbox(world.wordpress.local.mail).letter(dora.email, SUBJECT)
    words = re.sub(r"https?://\S+", "", letter.split("\n\n", 1)[1])
    site = world.shell.run("return get_option( 'blogname' );")
    assert not re.search(r"\d+\.\d+\.\d+\.\d+|\bIP\b|dora", words, re.IGNORECASE)
    assert site not in words
    link = re.search(r"\S+action=rp\S+", letter)
    assert link
    assert 'name="pass1"' in requests.get(link[0], timeout=SECONDS).text


def test_one_mailbox_gets_five_a_day(world: RealWorld) -> None:
    dora = world.add_account("dora", "Dora", email="dora.five@example.test")

    answers = [asks(world, user_login=dora.email) for _ in range(8)]
    finish(world)

    assert len(letters(world, dora.email)) == 5
    assert len({(one.status_code, one.headers["Location"]) for one in answers}) == 1


def test_a_mail_that_could_not_be_sent_does_not_count(world: RealWorld) -> None:
    dora = world.add_account("dora", "Dora", email="dora@full.example.test")
    plugin = world.wordpress.local.site / "wp-content/mu-plugins/no-room.php"
    plugin.write_text(NO_ROOM)
    try:
        for _ in range(5):
            asks(world, user_login=dora.email)
        finish(world)
    finally:
        plugin.unlink()
    lost = letters(world, dora.email)  # Our mailbox has seen them all the same.

    asks(world, user_login=dora.email)
    finish(world)

    assert len(letters(world, dora.email)) == len(lost) + 1


def test_one_address_asks_ten_times_an_hour(world: RealWorld) -> None:
    people = [
        world.add_account(f"guest{i}", email=f"g{i}@lost.example.test")
        for i in range(12)
    ]

    answers = [asks(world, user_login=one.email) for one in people]
    finish(world)

    assert [len(letters(world, one.email)) for one in people] == [1] * 10 + [0] * 2
    assert len({(one.status_code, one.headers["Location"]) for one in answers}) == 1


def test_the_request_does_the_same_for_every_address(world: RealWorld) -> None:
    """It looks nothing up and writes no mail before the connection closes, so that its time tells nothing."""
    names = ("ada@example.test", "ada", "nobody@example.test")
    with counted(world) as queries:
        for name in names:
            asks(world, user_login=name)
        counts = queries(len(names))
    finish(world)

    assert counts == [0, 0, 0]


@pytest.mark.parametrize("field", ["user_login[]", "user_login[a][b]"])
def test_what_is_no_text_is_asked_for_again(world: RealWorld, field: str) -> None:
    answer = asks(world, **{field: "x"})

    assert answer.status_code == 200
    assert "user_login" in answer.text
