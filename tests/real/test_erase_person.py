"""Erasing a person from a real WordPress: an invitation goes, everything else stays."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from items.models import Item, Purchase
from tests.real.world import Api, RealWorld
from tests.worlds import make_item

INVITEES, RECIPIENT = "restart_invitees", "restart_recipient_email"
WHOLE_ROW = 'global $wpdb; return $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $wpdb->posts WHERE ID = %d", $id ) );'
SEARCH = """
    global $wpdb;
    $found = fn( $table, $column ) => (int) $wpdb->get_var(
        $wpdb->prepare( "SELECT COUNT(*) FROM $table WHERE $column LIKE %s", '%' . $wpdb->esc_like( $text ) . '%' )
    );
    return $found( $wpdb->postmeta, 'meta_value' ) + $found( $wpdb->posts, 'post_content' ) + $found( $wpdb->options, 'option_value' );"""
OTHERS = ["dora", "d\"o'ra\\@exämple.test", "jimbob@example.test", "🎁"]
STATUSES = ["private", "publish", "draft", "pending", "future", "restart-archived"]


def erase(email: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("erase_person", email, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_bob_buys_and_is_erased(
    world: RealWorld, api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    email = world.accounts["bob"].email
    registry_id = world.make_registry()
    path = f"/registries/{registry_id}"
    api("ada").post(f"{path}/invitees", {"invitees": [*OTHERS[:2], email, *OTHERS[2:]]})
    kettle = make_item(registry_id, quantity_needed=3)
    gift = {"quantity": 2, "purchaser_name": "Bob Kahn", "purchaser_email": email}
    bought = api("bob").post(
        f"{path}/items/{kettle.pk}/purchases", gift, idempotency_key="x" * 16
    )
    assert bought.status_code == 201
    before = world.shell.run(WHOLE_ROW, id=registry_id)
    caplog.clear()

    output = erase(email.upper())

    assert f"Erased in WordPress: registries [{registry_id}], 0 left" in output
    assert api("bob").get(path).status_code == 403
    assert world.shell.run(WHOLE_ROW, id=registry_id) == before
    assert world.meta(registry_id, INVITEES) == OTHERS
    purchase = Purchase.objects.get()
    assert (purchase.quantity, purchase.purchaser_email) == (2, None)
    assert Item.objects.get().quantity_purchased == 2
    left = api("ada").get(f"{path}/items").json()[0]
    assert (left["quantity_needed"], left["quantity_purchased"]) == (3, 2)
    assert world.shell.run(SEARCH, text=f'"{email}"') == 0
    assert f"/registries/{registry_id}/meta" in caplog.text
    assert email not in (output + caplog.text).lower()


@pytest.mark.parametrize("status", STATUSES)
def test_the_post_stays_as_it_is(world: RealWorld, api: Api, status: str) -> None:
    email = world.accounts["bob"].email
    meta = {INVITEES: json.dumps([email, *OTHERS]), RECIPIENT: f" {email.upper()}"}
    registry_id = world.make_registry(status=status, meta=meta)
    before = world.shell.run(WHOLE_ROW, id=registry_id)

    erase(email)

    assert world.shell.run(WHOLE_ROW, id=registry_id) == before
    assert world.meta(registry_id, INVITEES) == OTHERS
    assert world.post(registry_id)["meta"][RECIPIENT] == ""


def test_more_registries_than_a_page_holds(world: RealWorld, api: Api) -> None:
    email = world.accounts["bob"].email
    ids = [
        world.make_registry(
            status=STATUSES[number % 6], meta={INVITEES: f'["{email}"]'}
        )
        for number in range(103)
    ]

    assert f"registries {ids}, 0 left" in erase(email)

    assert {world.post(id_)["meta"][INVITEES] for id_ in ids} == {"[]"}


def test_a_service_account_without_its_rights_is_told_so(
    world: RealWorld, api: Api
) -> None:
    """It doesn't take Bob for somebody who is invited nowhere."""
    world.make_registry(meta={INVITEES: json.dumps([world.accounts["bob"].email])})
    world.change_role("service", "subscriber")

    with pytest.raises(CommandError, match="lacks edit_others_restart_registries"):
        erase(world.accounts["bob"].email)


def test_an_outage_leaves_it_to_the_next_run(world: RealWorld, api: Api) -> None:
    email = world.accounts["bob"].email
    registry_id = world.make_registry(meta={INVITEES: json.dumps([email])})
    world.stop()

    with pytest.raises(CommandError, match="Run the same command again"):
        erase(email)
    assert world.meta(registry_id, INVITEES) == [email]

    world.start()
    assert f"registries [{registry_id}], 0 left" in erase(email)
    assert world.meta(registry_id, INVITEES) == []
