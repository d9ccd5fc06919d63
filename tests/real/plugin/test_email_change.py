"""A new e-mail address is confirmed by a mail to it; nobody learns who else has an account."""

from __future__ import annotations

import re

import pytest

from tests.browser.mailbox import Mailbox
from tests.real.plugin.visitors import ME, USERS, Visit, refusal
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

PROFILE = "/wp-admin/profile.php"
FREE, TAKEN = "nobody.has.this@example.test", "ada@example.test"
ERRORS = r'<div[^>]*class="[^"]*\b(?:error|notice-error)\b[^"]*"[^>]*>(.*?)</div>'


def saves_profile(visit: Visit, who: Account, email: str) -> tuple[int, str]:
    """Send WordPress's own page; return its status, and the mistakes that it names."""
    page = visit(who.username).page(PROFILE).text
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', page)
    assert nonce
    form = {"action": "update", "_wpnonce": nonce[1], "from": "profile"}
    form |= {"user_id": str(who.id), "checkuser_id": str(who.id), "email": email}
    answer = visit(who.username).send_form(PROFILE, form | {"nickname": "Nick"})
    mistakes = re.findall(ERRORS, answer.text, re.DOTALL)
    return answer.status_code, "".join(mistakes)


def email(visit: Visit, name: str) -> str:
    return str(visit(name).get(ME, context="edit").json()["email"])


def test_the_old_mailbox_learns_that_it_was_changed_and_no_more(
    world: RealWorld,
) -> None:
    """Somebody else may still read that mailbox."""
    old = world.accounts["ada"].email

    world.change_email("ada", "new.start@elsewhere.example")

    mail, subject = (
        Mailbox(world.wordpress.local.mail),
        "Your e-mail address was changed",
    )
    _, text = mail.letter(old, subject).split("\n\n", 1)
    assert "was changed" in text
    assert re.findall("new.start|elsewhere|ada|###", text, re.IGNORECASE) == []
    assert mail.letters("new.start@elsewhere.example", subject) == []


def test_an_apostrophe_in_the_old_address_is_no_obstacle(world: RealWorld) -> None:
    mary = world.add_account("mary", email="mary.o'neil@example.test")
    change_password = (
        "wp_update_user( array( 'ID' => $id, 'user_pass' => 'another' ) );"
    )

    world.shell.run(change_password, id=mary.id)
    world.change_email("mary", "mary@elsewhere.example")

    mail = Mailbox(world.wordpress.local.mail).folder.glob("*.txt")
    to_mary = [text for one in mail if "To: mary.o" in (text := one.read_text())]
    assert len(to_mary) == 2
    assert all(letter.startswith(f"To: {mary.email}\n") for letter in to_mary)


@pytest.mark.parametrize("name", ["carol", "edith"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_rest_answers_the_same_for_every_address(
    world: RealWorld, visit: Visit, edith: Account, name: str, method: str
) -> None:
    account = world.accounts[name]
    paths = [ME, f"{USERS}/{account.id}"]

    answers = [
        visit(name).by_cookie(method, path, {"email": address})
        for path in paths
        for address in (FREE, TAKEN)
    ]
    answers += [
        visit(name).by_cookie(method, f"{ME}?email={address}", None)
        for address in (FREE, TAKEN)
    ]

    assert {refusal(answer) for answer in answers} == {(403, "restart_email_by_link")}
    assert len({answer.text for answer in answers}) == 1
    assert "/my-account/" in answers[0].json()["message"]
    assert email(visit, name) == account.email


@pytest.mark.parametrize("name", ["carol", "edith"])
def test_the_profile_page_answers_the_same_for_every_address(
    world: RealWorld, visit: Visit, edith: Account, name: str
) -> None:
    account = world.accounts[name]

    answers = {saves_profile(visit, account, address) for address in (FREE, TAKEN)}

    assert len(answers) == 1
    status, mistakes = answers.pop()
    assert status == 200
    assert re.search(r'<a href="[^"]+/my-account/"', mistakes)
    assert email(visit, name) == account.email
    mails = world.wordpress.local.mail.glob("*.txt")
    assert not any(FREE in mail.read_text() for mail in mails)


def test_the_rest_of_the_profile_page_works_as_ever(
    world: RealWorld, visit: Visit
) -> None:
    carol = world.accounts["carol"]

    assert saves_profile(visit, carol, carol.email) == (302, "")

    assert visit("carol").get(ME, context="edit").json()["nickname"] == "Nick"


def test_administrators_change_addresses_as_ever(
    world: RealWorld, visit: Visit
) -> None:
    carol, eve = world.accounts["carol"], world.accounts["eve"]

    changed = visit("eve").post(f"{USERS}/{carol.id}", {"email": FREE})

    assert (changed.status_code, email(visit, "carol")) == (200, FREE)
    taken = visit("eve").post(f"{USERS}/{carol.id}", {"email": TAKEN})
    assert refusal(taken) == (400, "rest_user_invalid_email")
    assert saves_profile(visit, eve, "eve.moves@example.test") == (302, "")
    asked = "return get_user_meta( $id, '_new_email', true )['newemail'];"
    assert world.shell.run(asked, id=eve.id) == "eve.moves@example.test"
    world.shell.run("delete_user_meta( $id, '_new_email' );", id=eve.id)
