"""Forms sent to a page by somebody who may not send them: each is refused, and nothing changes."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
import requests

from tests.browser import forms
from tests.browser.ajax import Caller
from tests.browser.conftest import Who
from tests.browser.forms import FOR_GUESTS, FOR_MEMBERS, PLUGINS, THEMES
from tests.browser.registries import Registry, about_item, stored
from tests.browser.site import Site
from tests.real.plugin.visitors import at_once
from wordpress.local.wordpress.php_runtime import run_php

NOT_MEANT = "This page was open for a long time."
NOT_LOGGED_IN = "You are not logged in any more."
NOT_OPEN = "There is no such registry, or it is not open to you."
PEOPLE = """
    $count = fn( $status ) => count( get_posts( array( 'post_type' => 'restart-registry', 'post_status' => $status, 'numberposts' => -1 ) ) );
    echo json_encode( array( count_users(), array_map( $count, array( 'publish', 'private', 'draft' ) ) ) );"""


def everything(site: Site, registry: Registry) -> Any:
    """How many members and registries there are, too."""
    return stored(site, registry), site.wordpress.php(PEOPLE)


def sent(
    caller: Caller, registry: Registry, actions: set[str], nonce: str
) -> dict[str, requests.Response]:
    """The plugin's forms, to the page of this registry; several at a time."""
    path = registry.address.removeprefix(caller.url)
    about = about_item(registry, registry)

    def send(action: str) -> requests.Response:
        fields = {**PLUGINS[action], **about, "nonce": nonce}
        return caller.sends(path, restart_registry_action=action, **fields)

    return at_once(send, actions)


def says(answer: requests.Response, sentence: str) -> bool:
    return answer.status_code == 200 and sentence in html.unescape(answer.text)


def test_each_has_its_place_in_the_tables(site: Site) -> None:
    wordpress = site.wordpress
    known = json.loads(run_php(forms.KNOWN, wordpress.state, wordpress.environment))

    assert {field: set(names) for field, names in known.items()} == {
        "restart_registry_action": set(PLUGINS),
        "restart_form": set(THEMES),
    }


@pytest.mark.parametrize("nonce", ["", "bob's", "a guest's"])
def test_without_a_nonce_of_her_own(
    site: Site, who: Who, private_registry: Registry, nonce: str
) -> None:
    """As a page of another site sends them in her browser."""
    ada, others = who("ada"), {"bob's": "bob", "a guest's": ""}
    value = who(others[nonce]).nonce() if nonce in others else nonce
    before = everything(site, private_registry)
    for action, answer in sent(ada, private_registry, set(PLUGINS), value).items():
        assert says(answer, NOT_MEANT), action
    for name, (path, fields) in THEMES.items():
        answer = ada.sends(path, restart_form=name, nonce=value, **fields)
        assert says(answer, NOT_MEANT) or name in FOR_GUESTS, name
        assert not answer.cookies, name
    assert everything(site, private_registry) == before
    assert ada.nonce() == who("ada").nonce()  # she is logged in as before


@pytest.mark.parametrize("nonce", ["", "bob's"])
def test_without_a_nonce_of_a_guest(
    site: Site, who: Who, public_registry: Registry, nonce: str
) -> None:
    guest, value = who(""), who("bob").nonce() if nonce == "bob's" else nonce
    before = everything(site, public_registry)
    for action, answer in sent(guest, public_registry, set(PLUGINS), value).items():
        assert says(answer, NOT_MEANT), action
    for name in {*FOR_GUESTS, *forms.FOR_ALL}:
        path, fields = THEMES[name]
        answer = guest.sends(path, restart_form=name, nonce=value, **fields)
        assert says(answer, NOT_MEANT), name
        assert not answer.cookies, name
    assert everything(site, public_registry) == before


def test_by_nobody(site: Site, who: Who, public_registry: Registry) -> None:
    guest, before = who(""), everything(site, public_registry)
    nonce, members = guest.nonce(), set(PLUGINS) - forms.GUESTS_TOO
    for action, answer in sent(guest, public_registry, members, nonce).items():
        assert says(answer, NOT_LOGGED_IN), action
    for name, (path, fields) in FOR_MEMBERS.items():
        answer = guest.sends(path, restart_form=name, nonce=nonce, **fields)
        assert answer.status_code in (200, 302), name
        assert "restart_done" not in answer.headers.get("Location", ""), name
    assert everything(site, public_registry) == before


@pytest.mark.parametrize("name", ["bob", "carol"])
@pytest.mark.parametrize("status", ["public", "private"])
def test_on_somebody_elses_registry(
    site: Site, who: Who, request: pytest.FixtureRequest, name: str, status: str
) -> None:
    """Bob is invited to the private one; Carol is told that it isn't there."""
    registry: Registry = request.getfixturevalue(f"{status}_registry")
    caller, before = who(name), everything(site, registry)
    may_read = status == "public" or name == "bob"
    actions = forms.OF_A_REGISTRY - ({"mark_purchased"} if may_read else set())
    for action, answer in sent(caller, registry, actions, caller.nonce()).items():
        if may_read:
            assert says(answer, NOT_OPEN), action
        else:
            assert answer.status_code == 404, action
    assert everything(site, registry) == before


def test_in_a_link(site: Site, who: Who, private_registry: Registry) -> None:
    """Which somebody else can have her follow."""
    ada, before = who("ada"), everything(site, private_registry)
    nonce, about = ada.nonce(), about_item(private_registry, private_registry)
    path = private_registry.address.removeprefix(site.url)

    def follow(action: str) -> requests.Response:
        said = {**PLUGINS[action], **about, "nonce": nonce}
        return ada.opens(path, restart_registry_action=action, **said)

    for action, answer in at_once(follow, PLUGINS).items():
        assert "restart_done" not in answer.headers.get("Location", ""), action
    for name, (page, fields) in THEMES.items():
        ada.opens(page, restart_form=name, nonce=nonce, **fields)
    assert everything(site, private_registry) == before


@pytest.mark.parametrize("name", [*FOR_GUESTS])
def test_a_member_is_no_guest(
    site: Site, who: Who, private_registry: Registry, name: str
) -> None:
    ada, before = who("ada"), everything(site, private_registry)
    path, fields = FOR_GUESTS[name]

    answer = ada.sends(path, restart_form=name, nonce=ada.nonce(), **fields)

    assert "restart_done" not in answer.headers.get("Location", "")
    assert not answer.cookies
    assert everything(site, private_registry) == before
