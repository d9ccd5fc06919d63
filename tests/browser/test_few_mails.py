"""Nobody can make the site write more mail than it should, whichever way they choose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser.ajax import Caller, member
from tests.browser.registries import (
    Registry,
    forget_registries,
)
from tests.browser.site import Site
from tests.real.plugin.waiting_jobs import RUN_AND_COUNT, finish_by

NEWS, INVITED, PREFIX = "News from your registry", "You are invited", "restart_registry"
TIMES, BUYS_AN_HOUR = 100, 60
DIGEST = (
    "do_action( 'restart_registry_owner_digest', get_user_by( 'login', 'ada' )->ID );"
)
ACCOUNT, ADDRESS, STRANGERS = 20, 60, 150
SLOW = 15  # seconds; WordPress's own answers are faster, also on a busy machine
SLOW_MAIL = f"""<?php
/** Plugin Name: A mail server that takes its time. */
add_filter( 'pre_wp_mail', function ( $sent ) {{ sleep( {SLOW} ); return $sent; }}, 5 );
"""
LOOKALIKES = ["cárol", "ｃａｒｏｌ", "carol\u200b"]


@pytest.fixture
def as_member(browser: Browser, site: Site) -> Callable[[str], Caller]:
    return lambda name: member(browser, site, name)


@pytest.fixture
def inviters(site: Site) -> Iterator[list[str]]:
    """People who have no registry, before and after a test."""
    names = ["carol", "bob", "eve", "ada"]
    forget_registries(site, *names)
    yield names
    forget_registries(site, *names)


@pytest.fixture
def slow_mail(site: Site) -> Iterator[None]:
    plugin = site.wordpress.site / "wp-content/mu-plugins/slow-mail.php"
    plugin.write_text(SLOW_MAIL)
    yield
    plugin.unlink()


def finish_jobs(site: Site) -> None:
    run = f"$run = function () {{ {RUN_AND_COUNT} }}; echo $run();"
    finish_by(lambda: site.wordpress.php(run))


def news(site: Site) -> int:
    return len(site.mail.letters(site.accounts["ada"].email, NEWS))


def invitations(site: Site, domain: str) -> int:
    letters = (path.read_text() for path in site.mail.folder.glob("*.txt"))
    return sum(
        f"@{domain}\nSubject: {INVITED}\n" in letter and letter.startswith("To: ")
        for letter in letters
    )


def test_buying_and_undoing_in_a_loop_makes_three_mails_at_most(
    site: Site, as_member: Callable[[str], Caller], public_registry: Registry
) -> None:
    carol, before = as_member("carol"), news(site)
    ids = {"registry_id": public_registry.id, "item_id": public_registry.items[0]}
    nonce, statuses = carol.nonce(), []

    for _ in range(TIMES):
        bought = carol.calls(
            f"{PREFIX}_mark_purchased", nonce=nonce, **ids, purchaser_note="I see you"
        )
        statuses.append(bought.status_code)
        if bought.ok:
            done = bought.json()["data"]
            undo = {
                "purchase_id": done["purchase_id"],
                "undo_token": done["undo_token"],
            }
            carol.calls(f"{PREFIX}_undo_purchased", nonce=nonce, **ids, **undo)
    site.wordpress.php(DIGEST)

    assert statuses == [200] * BUYS_AN_HOUR + [429] * (TIMES - BUYS_AN_HOUR)
    assert 0 < news(site) - before <= 3


def test_buying_by_rest_writes_no_mail(site: Site, public_registry: Registry) -> None:
    before, carol = news(site), site.accounts["carol"]
    path = f"/items/{public_registry.items[0]}/purchases"

    for _ in range(3):
        done = site.ask_api("POST", path, carol, {"note": "I see you"})["data"]
        purchase, token = done["purchase"]["id"], done["undo_token"]
        undone = requests.delete(
            f"{site.api.url}{path}/{purchase}",
            headers={"Authorization": carol.authorization, "X-Undo-Token": token},
            timeout=60,
        )
        assert undone.ok, undone.text

    assert news(site) == before


def starts(site: Site, caller: Caller, strangers: list[str]) -> int:
    """Start a registry without scripts, then archive it.

    Return the number of invited people that the page says got no mail.
    """
    form = {"restart_form": "start", "nonce": caller.nonce(), "registry_title": "Pots"}
    page = caller.sends("/start-a-registry/", **form, invitees="\n".join(strangers))
    assert page.status_code in (200, 303), page.text
    said = re.search(r"could not be sent: ([^<%]*)\. Please", page.text)
    return len(said[1].split(", ")) if said else 0


def archives(site: Site, caller: Caller, name: str) -> None:
    (registry, *_) = site.ask_api("GET", "/registries", site.accounts[name])
    form: dict[str, Any] = {"registry_id": registry["id"], "nonce": caller.nonce()}
    answer = caller.calls(f"{PREFIX}_archive", **form)
    assert answer.ok, answer.text


def test_the_start_form_writes_a_few_letters_however_often_it_is_sent(
    site: Site, as_member: Callable[[str], Caller], inviters: list[str]
) -> None:
    carol = as_member("carol")

    strangers = [f"s{i}@one.example.test" for i in range(STRANGERS)]
    assert starts(site, carol, strangers) == STRANGERS - ACCOUNT
    assert invitations(site, "one.example.test") == ACCOUNT

    archives(site, carol, "carol")
    again = [f"s{i}@two.example.test" for i in range(3)]
    assert starts(site, carol, again) == 3
    assert invitations(site, "two.example.test") == 0

    for name in inviters[1:]:
        others = [f"{name}{i}@three.example.test" for i in range(ACCOUNT + 2)]
        starts(site, as_member(name), others)
    assert invitations(site, "three.example.test") == ADDRESS - ACCOUNT


def test_one_by_one_it_is_no_more(
    site: Site, as_member: Callable[[str], Caller], public_registry: Registry
) -> None:
    ada = as_member("ada")
    form = {"registry_id": public_registry.id, "nonce": ada.nonce()}

    answers = [
        ada.calls(f"{PREFIX}_send_invite", **form, invitee=f"s{i}@four.example.test")
        for i in range(ACCOUNT + 1)
    ]

    assert [one.status_code for one in answers] == [200] * ACCOUNT + [429]
    assert "send them the link yourself" in answers[-1].json()["data"]["message"]
    assert f"s{ACCOUNT}@four.example.test" in answers[-1].json()["data"]["html"]
    assert invitations(site, "four.example.test") == ACCOUNT


def test_invited_over_rest_nobody_is_written_to(
    site: Site, public_registry: Registry
) -> None:
    path = f"/registries/{public_registry.id}/invitees"
    people = [f"s{i}@five.example.test" for i in range(3)]

    site.ask_api("POST", path, site.accounts["ada"], {"invitees": people})

    assert invitations(site, "five.example.test") == 0


def test_one_letter_a_day_whoever_invites_and_nobody_learns_of_the_other(
    site: Site,
    as_member: Callable[[str], Caller],
    public_registry: Registry,
    bobs: Registry,
) -> None:
    ada, bob = as_member("ada"), as_member("bob")

    answers = [
        caller.calls(
            f"{PREFIX}_send_invite",
            registry_id=registry_id,
            invitee=invitee,
            nonce=caller.nonce(),
        )
        for caller, registry_id in ((ada, public_registry.id), (bob, bobs.id))
        for invitee in ("gus@six.example.test", "Gus+again@six.example.test")
    ]

    assert {one.status_code for one in answers} == {200}
    assert len({one.json()["data"]["message"] for one in answers}) == 1
    assert invitations(site, "six.example.test") == 1


def test_gmail_gets_one_letter_a_day_however_it_is_written(
    site: Site, as_member: Callable[[str], Caller], public_registry: Registry
) -> None:
    ada = as_member("ada")
    form = {"registry_id": public_registry.id, "nonce": ada.nonce()}
    people = ["gus.kahn@gmail.com", "g.u.s.kahn+x@gmail.com", "guskahn@googlemail.com"]

    for invitee in people:
        assert ada.calls(f"{PREFIX}_send_invite", **form, invitee=invitee).ok

    letters = "".join(path.read_text() for path in site.mail.folder.glob("*.txt"))
    assert [f"To: {invitee}\n" in letters for invitee in people] == [True, False, False]


def test_a_name_that_only_looks_like_carols_is_written_to_by_nobody(
    site: Site, as_member: Callable[[str], Caller], public_registry: Registry
) -> None:
    ada, carol = as_member("ada"), site.accounts["carol"].email
    before = len(site.mail.letters(carol, INVITED))
    form = {"registry_id": public_registry.id, "nonce": ada.nonce()}

    for name in LOOKALIKES:
        assert ada.calls(f"{PREFIX}_send_invite", **form, invitee=name).ok
    finish_jobs(site)
    assert len(site.mail.letters(carol, INVITED)) == before

    assert ada.calls(f"{PREFIX}_send_invite", **form, invitee="Carol").ok
    finish_jobs(site)
    assert len(site.mail.letters(carol, INVITED)) == before + 1


def test_how_long_an_invitation_takes_does_not_tell_who_has_an_account(
    site: Site,
    as_member: Callable[[str], Caller],
    public_registry: Registry,
    slow_mail: None,
) -> None:
    ada, bob = as_member("ada"), site.accounts["bob"].email
    form = {"registry_id": public_registry.id, "nonce": ada.nonce()}
    before = len(site.mail.letters(bob, INVITED))

    answers = [
        ada.calls(f"{PREFIX}_send_invite", **form, invitee=name)
        for name in ("bob", "nobody-of-that-name")
    ]
    finish_jobs(site)

    assert all(one.ok for one in answers)
    assert max(one.elapsed.total_seconds() for one in answers) < SLOW
    assert len(site.mail.letters(bob, INVITED)) == before + 1


def test_an_undo_is_told_to_the_owner(site: Site, public_registry: Registry) -> None:
    guest, ada = Caller(site.url), site.accounts["ada"].email
    ids = {"registry_id": public_registry.id, "item_id": public_registry.items[0]}
    nonce = guest.nonce()
    done = guest.calls(f"{PREFIX}_mark_purchased", nonce=nonce, **ids).json()["data"]
    undo = {"purchase_id": done["purchase_id"], "undo_token": done["undo_token"]}

    assert guest.calls(f"{PREFIX}_undo_purchased", nonce=nonce, **ids, **undo).ok

    letter = site.mail.letters(ada, NEWS)[-1]
    assert (
        'from "A first kitchen" has changed their mind, and this is still wanted: Kettle'
        in letter
    )
