"""The key that the start form fetches stands in no page, ends with the new registry, and opens little else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Response, Route

from tests.browser.ajax import Caller, member
from tests.browser.conftest import Somebody
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.real.secrets import found_in
from tests.real.shell import Shell
from wordpress.local.accounts import Account

PAGES = ["/start-a-registry/", "/my-account/", "/my-registries/", "/", "/registry/"]
PASSWORD = re.compile(r"\b(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}\b")
ME = "/wp/v2/users/me"
STORED = "JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}, window.name])"
GROW_OLD = """
    $items = get_user_meta( $id, '_application_passwords', true );
    $older = fn( $item ) => array( 'created' => $item['created'] - $seconds ) + $item;
    update_user_meta( $id, '_application_passwords', array_map( $older, $items ) );"""
TAKE_BACK = """
    foreach ( WP_Application_Passwords::get_user_application_passwords( $id ) as $item ) {
        if ( 'Local' !== $item['name'] ) {
            WP_Application_Passwords::delete_application_password( $id, $item['uuid'] );
        }
    }"""


@pytest.fixture(scope="module")
def shell(site: Site) -> Iterator[Shell]:
    shell = Shell(site.wordpress)
    yield shell
    shell.close()


@pytest.fixture
def ada(browser: Browser, site: Site, shell: Shell) -> Iterator[Caller]:
    yield member(browser, site, "ada")
    shell.run(TAKE_BACK, id=site.accounts["ada"].id)


def status(
    site: Site,
    authorization: str,
    path: str = ME,
    method: str = "GET",
    body: Any = None,
) -> int:
    """Return the status of WordPress's answer to a key."""
    with requests.Session() as session:
        session.trust_env = False
        url, headers = f"{site.url}/wp-json{path}", {"Authorization": authorization}
        answer = session.request(method, url, headers=headers, json=body, timeout=60)
        return answer.status_code


def lent(site: Site, data: dict[str, str]) -> Account:
    """Ada, calling with the key that she was lent."""
    assert data["username"] == "ada"
    return replace(site.accounts["ada"], application_password=data["password"])


def key(site: Site, ada: Caller) -> Account:
    answer = ada.calls("restart_registry_key", nonce=ada.nonce())
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    return lent(site, answer.json()["data"])


def is_the_key(response: Response) -> bool:
    return "restart_registry_key" in (response.request.post_data or "")


def seen_by(ada: Visitor, pages: list[str]) -> str:
    """Return the sources of these pages, and what scripts left behind."""
    sources = []
    for page in pages:
        ada.opens(page)
        sources += [ada.page.content(), ada.page.evaluate(STORED)]
    return "\n".join(sources)


def test_it_ends_with_the_registry_and_is_in_no_page(
    site: Site, somebody: Somebody
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    before = seen_by(ada, PAGES)
    used: list[tuple[str, int]] = []

    def look(route: Route) -> None:
        authorization = route.request.headers["authorization"]
        used.append((authorization, status(site, authorization)))
        route.continue_()

    ada.page.route(f"{site.api.url}/registries", look)
    ada.opens("/start-a-registry/")
    ada.types("Name of the registry", "A kitchen of my own")
    with ada.page.expect_response(is_the_key) as answer:
        ada.presses("Start my registry")
    borrowed = lent(site, answer.value.json()["data"])
    ada.page.wait_for_url("**/registry/**")
    registry = ada.page.url

    assert used == [(borrowed.authorization, 200)]
    assert status(site, borrowed.authorization) == 401
    after = seen_by(ada, [registry, *PAGES])
    assert PASSWORD.findall(before + after) == []
    logs = [*site.wordpress.state.glob("*.log"), site.api.program.log]
    written = "".join(log.read_text(errors="replace") for log in logs)
    assert found_in(before + after + written, [borrowed, site.accounts["ada"]]) == set()
    ada.opens(registry)
    fold = ada.unfolds("Delete it for good")
    fold.get_by_label("Yes, delete it with all its gifts").check()
    ada.presses("Delete it", inside=fold)
    ada.page.wait_for_url("**/my-registries/**")


def test_a_second_one_ends_the_first(site: Site, ada: Caller) -> None:
    first, second = key(site, ada), key(site, ada)

    statuses = [status(site, one.authorization) for one in (first, second)]

    assert statuses == [401, 200]
    assert status(site, site.accounts["ada"].authorization) == 200  # her own stays


def test_it_ends_by_itself(site: Site, ada: Caller, shell: Shell) -> None:
    borrowed, id_ = key(site, ada), site.accounts["ada"].id

    shell.run(GROW_OLD, id=id_, seconds=880)
    assert status(site, borrowed.authorization) == 200
    shell.run(GROW_OLD, id=id_, seconds=21)
    assert status(site, borrowed.authorization) == 401
    assert status(site, site.accounts["ada"].authorization) == 200


def test_it_makes_no_others(site: Site, ada: Caller) -> None:
    authorization = key(site, ada).authorization
    path = f"{ME}/application-passwords"

    assert status(site, authorization, path, "POST", {"name": "For ever"}) == 403


def test_there_is_none_for_guests_and_those_who_have_a_registry(
    site: Site, ada: Caller, public_registry: object
) -> None:
    guest = Caller(site.url)

    answers = [
        one.calls("restart_registry_key", nonce=one.nonce()) for one in (guest, ada)
    ]

    assert [answer.status_code for answer in answers] == [401, 409]
    assert not any("password" in answer.text for answer in answers)


def test_passwords_would_be_found(site: Site) -> None:
    secret = site.accounts["ada"].application_password
    chunks = [secret.replace(" ", "")[start : start + 4] for start in range(0, 24, 4)]

    assert PASSWORD.findall(f"<p>{' '.join(chunks)}</p>") == [" ".join(chunks)]
