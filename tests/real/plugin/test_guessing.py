"""Nobody guesses passwords for long, and nobody locks Ada out by guessing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.real.plugin.visitors import SECONDS, Visit
from tests.real.world import RealWorld

GUESSES, LIMIT, AT_A_TIME = 16, 10, 8
RIGHT, GUESS, TOO_MANY = "main password", "a guess", "a lot in a short time"
WRONG = "That didn’t work"
CLIENT = """<?php
/** Plugin Name: The tests come from many addresses. */
add_filter(
	'restart_registry_client_address',
	fn( $address ) => $_SERVER['HTTP_X_TEST_ADDRESS'] ?? $address
);
"""


@pytest.fixture
def dora(world: RealWorld) -> str:
    return world.add_account("dora", "Dora").username


@pytest.fixture
def addresses(world: RealWorld) -> Iterator[None]:
    """`X-Test-Address` says which address a visitor comes from."""
    plugin = world.wordpress.local.site / "wp-content/mu-plugins/addresses.php"
    plugin.write_text(CLIENT)
    yield
    plugin.unlink()


def tries(
    world: RealWorld, name: str, password: str = GUESS, *, address: str = ""
) -> str:
    """Return what wp-login.php says; "in" for the right password."""
    answer = requests.post(
        f"{world.wordpress.url}/wp-login.php",
        data={"log": name, "pwd": password, "testcookie": "1"},
        cookies={"wordpress_test_cookie": "WP Cookie check"},
        headers={"X-Test-Address": address} if address else {},
        timeout=SECONDS,
        allow_redirects=False,
    )
    if answer.status_code == 302:
        return "in"
    return TOO_MANY if TOO_MANY in answer.text else str(WRONG in answer.text and WRONG)


def test_ten_wrong_passwords_are_looked_at(world: RealWorld, dora: str) -> None:
    """The limit holds when they come at the same moment, too."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        answers = Counter(pool.map(lambda _: tries(world, dora), range(GUESSES)))

    assert answers == {WRONG: LIMIT, TOO_MANY: GUESSES - LIMIT}
    assert tries(world, dora, RIGHT) == TOO_MANY


@pytest.mark.parametrize("name", ["dora", "nobody-of-this-name"])
def test_spellings_of_a_name_are_one(world: RealWorld, dora: str, name: str) -> None:
    """A name that nobody has is treated the same: nobody learns whether it exists."""
    first, rest = name[0], name[1:]
    accented = name.replace("o", "ó", 1)
    wide, hidden = chr(ord(first) + 0xFEE0) + rest, f"{first}\u200b{rest}"
    spellings = [name, name.upper(), accented, wide, hidden]

    answers = [tries(world, spelling) for spelling in spellings * 3]

    assert answers == [WRONG] * LIMIT + [TOO_MANY] * 5


def test_an_address_and_a_name_of_one_account_are_one(
    world: RealWorld, dora: str
) -> None:
    answers = [tries(world, name) for name in ["dora", "Dora@example.test"] * 6]

    assert answers == [WRONG] * LIMIT + [TOO_MANY] * 2


def test_the_themes_page_counts_too(world: RealWorld, visit: Visit, dora: str) -> None:
    guest = visit("")
    page = guest.page("/login/").text
    nonce = re.search(r'name="nonce" value="(\w+)"', page)
    assert nonce
    form = {"restart_form": "log_in", "nonce": nonce[1], "log": dora, "pwd": GUESS}

    pages = [guest.send_form("/login/", form).text for _ in range(LIMIT + 1)]

    assert [TOO_MANY in page for page in pages] == [False] * LIMIT + [True]
    assert tries(world, dora, RIGHT) == TOO_MANY


def test_right_passwords_do_not_count(world: RealWorld, dora: str) -> None:
    assert [tries(world, dora, RIGHT) for _ in range(LIMIT + 2)] == ["in"] * 12


def test_one_address_tries_a_hundred_times_whatever_the_name(world: RealWorld) -> None:
    answers = Counter(tries(world, f"name{number}") for number in range(102))

    assert answers == {WRONG: 100, TOO_MANY: 2}


@pytest.mark.usefixtures("addresses")
def test_guessing_from_everywhere_does_not_lock_her_out_at_home(
    world: RealWorld, dora: str
) -> None:
    home, elsewhere = "192.0.2.1", "192.0.2.2"
    assert tries(world, dora, RIGHT, address=home) == "in"

    for number in range(100):
        tries(world, dora, address=f"198.51.100.{number}")

    assert tries(world, dora, RIGHT, address=elsewhere) == TOO_MANY
    assert tries(world, dora, RIGHT, address=home) == "in"


def test_a_new_password_ends_the_waiting(
    world: RealWorld, visit: Visit, dora: str
) -> None:
    """Somebody beside her, at the same address, keeps guessing."""
    for _ in range(LIMIT):
        tries(world, dora)
    assert tries(world, dora, RIGHT) == TOO_MANY
    link = world.shell.run(
        "$user = get_userdata( $id ); return get_password_reset_key( $user );",
        id=world.accounts[dora].id,
    )
    with requests.Session() as browser:
        page = f"{world.wordpress.url}/wp-login.php"
        browser.get(f"{page}?action=rp&key={link}&login={dora}", timeout=SECONDS)
        form = {"pass1": "newly chosen", "pass2": "newly chosen", "rp_key": link}
        browser.post(f"{page}?action=resetpass", data=form, timeout=SECONDS)

    assert tries(world, dora, "newly chosen") == "in"


METHODS = {
    "system.listMethods": "",
    "wp.getUsersBlogs": "<param><value>ada</value></param><param><value>x</value></param>",
    "wp.newPost": "<param><value>1</value></param>",
    "pingback.ping": "<param><value>http://a.test/</value></param>",
    "system.multicall": "",
}


@pytest.mark.parametrize("method", METHODS)
def test_xmlrpc_is_closed(world: RealWorld, method: str) -> None:
    call = f"<methodCall><methodName>{method}</methodName><params>{METHODS[method]}</params></methodCall>"

    answer = requests.post(
        f"{world.wordpress.url}/xmlrpc.php", data=call, timeout=SECONDS
    )

    assert (answer.status_code, answer.text) == (403, "XML-RPC is closed here.\n")


def test_xmlrpc_is_named_nowhere(world: RealWorld, visit: Visit) -> None:
    page = visit("").page("/")

    assert "xmlrpc" not in page.text
    assert "X-Pingback" not in page.headers
    assert visit("").page("/xmlrpc.php?rsd").status_code == 403
