"""A new password, or one button, closes everything else that opens an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.real.plugin.visitors import COOKIES, ME, USERS, Visit, Visitor
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

NEW = "an utterly new one"
PAGE = "/my-account/"
SESSIONS = "return count( WP_Session_Tokens::get_instance( $id )->get_all() );"
KEYS = (
    "return count( WP_Application_Passwords::get_user_application_passwords( $id ) );"
)
BEGIN = (
    "return WP_Session_Tokens::get_instance( $id )->create( time() + HOUR_IN_SECONDS );"
)
IS_OPEN = "return WP_Session_Tokens::get_instance( $id )->verify( $token );"
BY_PLUGIN = "wp_set_password( $password, $id );"
BY_LINK = "reset_password( get_userdata( $id ), $password );"
BY_UPDATE = "wp_update_user( array( 'ID' => $id, 'user_pass' => $password ) );"
IS_THE_PASSWORD = (
    "return wp_check_password( $password, get_userdata( $id )->user_pass );"
)
OLD_HASH = """
    global $wpdb;
    require_once ABSPATH . WPINC . '/class-phpass.php';
    $hash = ( new PasswordHash( 8, true ) )->HashPassword( $password );
    $wpdb->update( $wpdb->users, array( 'user_pass' => $hash ), array( 'ID' => $id ) );
    clean_user_cache( $id );
    $user = wp_authenticate( $login, $password );
    return array( $user instanceof WP_User, $hash !== get_userdata( $id )->user_pass );"""


@pytest.fixture
def dora(world: RealWorld) -> Account:
    """Somebody with an application password who is logged in on some device."""
    account = world.add_account("dora", "Dora")
    world.shell.run(COOKIES, id=account.id)
    return account


def open_by(world: RealWorld, account: Account) -> tuple[int, int]:
    """Return the numbers of sessions and application passwords."""
    sessions, keys = (world.shell.run(code, id=account.id) for code in (SESSIONS, KEYS))
    return sessions, keys


def by_rest(world: RealWorld, visit: Visit, account: Account) -> None:
    answer = visit("eve").post(f"{USERS}/{account.id}", {"password": NEW})
    assert answer.status_code == 200


def by_code(code: str) -> Callable[[RealWorld, Visit, Account], None]:
    def change(world: RealWorld, visit: Visit, account: Account) -> None:
        world.shell.run(code, id=account.id, password=NEW)

    return change


@pytest.mark.parametrize(
    "change",
    [by_code(BY_PLUGIN), by_code(BY_LINK), by_code(BY_UPDATE), by_rest],
    ids=["wp_set_password", "mailed link", "wp_update_user", "REST by Eve"],
)
def test_a_new_password_ends_all_that_was_open(
    world: RealWorld,
    visit: Visit,
    dora: Account,
    change: Callable[[RealWorld, Visit, Account], None],
) -> None:
    assert open_by(world, dora) == (1, 1)

    change(world, visit, dora)

    assert world.shell.run(IS_THE_PASSWORD, id=dora.id, password=NEW)
    assert open_by(world, dora) == (0, 0)
    assert visit("dora").get(ME).status_code == 401


def test_on_the_profile_page_she_stays_where_she_changed_it(
    world: RealWorld, visit: Visit, dora: Account
) -> None:
    other = world.shell.run(BEGIN, id=dora.id)
    page = visit("dora").page("/wp-admin/profile.php").text
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', page)
    assert nonce
    form = {"action": "update", "_wpnonce": nonce[1], "from": "profile"}
    form |= {"user_id": str(dora.id), "checkuser_id": str(dora.id)}
    form |= {"email": dora.email, "nickname": "Dora", "pass1": NEW, "pass2": NEW}

    answer = visit("dora").send_form("/wp-admin/profile.php", form)

    assert answer.status_code == 302
    assert any("logged_in" in name for name in answer.cookies.get_dict())
    assert world.shell.run(IS_THE_PASSWORD, id=dora.id, password=NEW)
    assert not world.shell.run(IS_OPEN, id=dora.id, token=other)
    assert open_by(world, dora)[1] == 0


def test_other_changes_end_nothing(world: RealWorld, dora: Account) -> None:
    code = "wp_update_user( array( 'ID' => $id, 'display_name' => 'D.' ) );"

    world.shell.run(code, id=dora.id)

    assert open_by(world, dora) == (1, 1)


def test_nor_does_the_same_password_in_a_better_form(
    world: RealWorld, dora: Account
) -> None:
    """From WordPress 6.8 on the password is stored anew when somebody logs in."""
    known, is_stored_anew = world.shell.run(
        OLD_HASH, id=dora.id, login="dora", password="main password"
    )

    assert known
    assert is_stored_anew == (world.wordpress.version >= "6.8")
    assert open_by(world, dora)[1] == 1


def test_the_account_of_the_api_keeps_its_application_password(
    world: RealWorld,
) -> None:
    service = world.accounts["service"]

    world.shell.run(BY_PLUGIN, id=service.id, password=NEW)

    assert open_by(world, service) == (0, 1)


def presses_the_button(visitor: Visitor, **fields: str) -> Any:
    page = visitor.page(PAGE).text
    form = next(part for part in page.split("<form") if "Log out everywhere" in part)
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', form))
    return visitor.send_form(PAGE, sent | fields)


def test_one_button_ends_all(world: RealWorld, visit: Visit, dora: Account) -> None:
    answer = presses_the_button(visit("dora"))

    assert answer.status_code == 303
    assert open_by(world, dora) == (0, 0)
    assert visit("dora").get(ME).status_code == 401
    path = answer.headers["Location"].removeprefix(world.wordpress.url)
    assert "You are logged out everywhere" in visit("").page(path).text
    assert open_by(world, world.accounts["carol"])[1] > 0


def test_nobody_presses_it_for_her(
    world: RealWorld, visit: Visit, dora: Account
) -> None:
    before = open_by(world, dora)[1]

    answer = presses_the_button(visit("dora"), nonce="made-up")

    assert answer.status_code == 200
    assert open_by(world, dora)[1] == before == 1
    form = {"restart_form": "sign_out"}
    assert visit("").send_form(PAGE, form).status_code == 200


def test_the_words_after_it_cannot_be_sent_in_a_link(visit: Visit) -> None:
    page = visit("").page("/login/?restart_done=sign_out").text

    assert "You are logged out everywhere" not in page
