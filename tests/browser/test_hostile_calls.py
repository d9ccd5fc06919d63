"""Calls that no page of ours makes: each is refused, and nothing changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.browser import actions
from tests.browser.actions import EVERYBODYS, ON_A_REGISTRY, ON_AN_ITEM, ON_ONES_OWN
from tests.browser.conftest import Who
from tests.browser.registries import Registry, about_item, stored
from tests.browser.site import Site
from tests.real.plugin.visitors import at_once
from wordpress.local.wordpress.php_runtime import run_php

Call = Callable[..., requests.Response]

# Anything that a function of ours listens to, in the dashboard and admin-ajax.php.
HEARD = """
    define( 'WP_ADMIN', true );
    define( 'DOING_AJAX', true );
    require getenv( 'WP_SITE' ) . '/wp-load.php';
    function file_of( $function ): string {
        $known = is_callable( $function ) ? new ReflectionFunction( Closure::fromCallable( $function ) ) : null;
        return (string) $known?->getFileName();
    }
    $found = array();
    foreach ( preg_grep( '/^(wp_ajax_|admin_post_)/', array_keys( $GLOBALS['wp_filter'] ) ) as $hook ) {
        foreach ( array_merge( ...$GLOBALS['wp_filter'][ $hook ]->callbacks ) as $callback ) {
            $found[ $hook ] = preg_match( '#/(plugins/restart-registry|themes/therestart)/#', file_of( $callback['function'] ) );
        }
    }
    echo json_encode( array_keys( array_filter( $found ) ) );"""
PREFIX, FOR_GUESTS = "wp_ajax_", "wp_ajax_nopriv_"


def each(call: Call, forms: actions.Forms, **more: Any) -> dict[str, requests.Response]:
    """Call all of these actions, several at a time; return the answers by action."""
    return at_once(lambda action: call(action, **{**forms[action], **more}), forms)


def refused(answer: requests.Response, *statuses: int) -> bool:
    """The refusal has words for a person."""
    return answer.status_code in statuses and bool(answer.json()["data"]["message"])


def test_every_action_is_in_these_tables(site: Site) -> None:
    wordpress = site.wordpress
    hooks = json.loads(run_php(HEARD, wordpress.state, wordpress.environment))

    named = {hook.removeprefix(FOR_GUESTS).removeprefix(PREFIX) for hook in hooks}
    assert named == {*actions.ALL, actions.NONCE}


@pytest.mark.parametrize("nonce", ["", "0123456789", "bob's", "a guest's"])
def test_without_a_nonce_of_her_own(
    site: Site, who: Who, private_registry: Registry, nonce: str
) -> None:
    ada, others = who("ada"), {"bob's": "bob", "a guest's": ""}
    sent = who(others[nonce]).nonce() if nonce in others else nonce
    before = stored(site, private_registry)
    about = about_item(private_registry, private_registry)
    for action, answer in each(ada.calls, actions.ALL, nonce=sent, **about).items():
        assert answer.status_code == 403, (action, answer.text)
    assert stored(site, private_registry) == before


@pytest.mark.parametrize("nonce", ["", "0123456789", "bob's"])
def test_without_a_nonce_of_a_guest(
    site: Site, who: Who, private_registry: Registry, nonce: str
) -> None:
    sent = who("bob").nonce() if nonce == "bob's" else nonce
    before = stored(site, private_registry)
    for action, answer in each(who("").calls, EVERYBODYS, nonce=sent).items():
        assert refused(answer, 403), (action, answer.text)
    assert stored(site, private_registry) == before


def test_in_a_link(site: Site, who: Who, private_registry: Registry) -> None:
    """Another site could have her follow a link, and a cache could remember it."""
    ada, before = who("ada"), stored(site, private_registry)
    about = about_item(private_registry, private_registry)
    answers = each(ada.follows, actions.ALL, nonce=ada.nonce(), **about)
    for action, answer in answers.items():
        assert answer.status_code in (403, 405), (action, answer.text)
    assert stored(site, private_registry) == before


@pytest.mark.parametrize("name", ["", "bob", "carol"])
@pytest.mark.parametrize("status", ["public", "private"])
def test_of_somebody_elses_registry(
    site: Site, who: Who, request: pytest.FixtureRequest, name: str, status: str
) -> None:
    """A guest, Bob who is invited to the private one, and Carol: anyone who may read it may buy."""
    registry: Registry = request.getfixturevalue(f"{status}_registry")
    caller, before = who(name), stored(site, registry)
    about, forms = about_item(registry, registry), {**ON_A_REGISTRY, **ON_AN_ITEM}
    if status == "public" or name == "bob":
        del forms["restart_registry_mark_purchased"]
    answers = each(caller.calls, forms, nonce=caller.nonce(), **about)
    for action, answer in answers.items():
        assert refused(answer, 401, 403, 404), (action, answer.text)
    assert stored(site, registry) == before


def test_of_an_item_of_somebody_elses_registry(
    site: Site, who: Who, private_registry: Registry, bobs: Registry
) -> None:
    """Bob names his own registry, and an item of Ada's that he may see but not change."""
    bob, before = who("bob"), stored(site, private_registry)
    nonce, about = bob.nonce(), about_item(bobs, private_registry)
    for action, answer in each(bob.calls, ON_AN_ITEM, nonce=nonce, **about).items():
        assert refused(answer, 404), (action, answer.text)
    order = {
        "registry_id": bobs.id,
        "item_ids[]": [*private_registry.items, *bobs.items],
    }
    for fields in (order, {**about, "direction": "down"}):
        answer = bob.calls("restart_registry_reorder_items", nonce=nonce, **fields)
        assert refused(answer, 404), answer.text
    assert stored(site, private_registry) == before


def test_of_what_is_not_there(site: Site, who: Who, private_registry: Registry) -> None:
    """Her own registry has no such gift, and the other registry does not exist."""
    ada, before = who("ada"), stored(site, private_registry)
    nonce, some = ada.nonce(), private_registry
    for pair in ((some.id, 0), (some.id, 10**9), (0, some.items[0]), (-1, "x")):
        about = dict(zip(("registry_id", "item_id"), pair, strict=True))
        answers = each(ada.calls, ON_AN_ITEM, nonce=nonce, **about)
        for action, answer in answers.items():
            assert refused(answer, 403, 404), (action, answer.text)
    assert stored(site, private_registry) == before


@pytest.mark.parametrize("name", ["", "bob", "carol"])
def test_what_another_bought_is_not_taken_back(
    site: Site, who: Who, public_registry: Registry, bobs: Registry, name: str
) -> None:
    """She undoes nothing without the token, with another one, or through another registry."""
    buyer, caller = who(""), who(name)
    about = about_item(public_registry, public_registry)
    bought = buyer.calls(
        "restart_registry_mark_purchased", nonce=buyer.nonce(), **about
    )
    purchase = bought.json()["data"]
    before, nonce = stored(site, public_registry), caller.nonce()
    token = {
        "purchase_id": purchase["purchase_id"],
        "undo_token": purchase["undo_token"],
    }
    for fields in (
        {**about, **token, "undo_token": ""},
        {**about, **token, "undo_token": "x" * len(token["undo_token"])},
        {**about, **token, "purchase_id": token["purchase_id"] + 1},
        {**about, **token, "item_id": public_registry.items[1]},
        {**about, **token, "registry_id": bobs.id},
    ):
        answer = caller.calls("restart_registry_undo_purchased", nonce=nonce, **fields)
        assert refused(answer, 403, 404), (fields, answer.text)
    assert stored(site, public_registry) == before
    undone = buyer.calls(
        "restart_registry_undo_purchased", nonce=buyer.nonce(), **about, **token
    )
    assert undone.status_code == 200, undone.text


def test_by_nobody(site: Site, who: Who, private_registry: Registry) -> None:
    guest, before = who(""), stored(site, private_registry)
    answers = each(guest.calls, ON_ONES_OWN, nonce=guest.nonce())
    for action, answer in answers.items():
        assert refused(answer, 401, 403), (action, answer.text)
    assert stored(site, private_registry) == before


def test_a_member_registers_nobody(
    site: Site, who: Who, private_registry: Registry
) -> None:
    ada, before = who("ada"), stored(site, private_registry)
    answer = ada.calls(
        "restart_register", nonce=ada.nonce(), **EVERYBODYS["restart_register"]
    )
    assert refused(answer, 403), answer.text
    assert stored(site, private_registry) == before
