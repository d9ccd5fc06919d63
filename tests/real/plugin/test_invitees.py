"""Who reads a private registry, in REST and as a page."""

from __future__ import annotations

import json

import pytest

from tests.real.plugin.visitors import ME, ROUTE, USERS, Visit, refusal, slug
from tests.real.world import RealWorld
from wordpress.local.accounts import Account

PROVE = "update_user_meta( $id, 'restart_verified_email', $proof );"


def invite(world: RealWorld, *entries: str, status: str = "private") -> int:
    meta = {"restart_invitees": json.dumps(entries)}
    return world.make_registry(status=status, meta=meta)


def test_a_private_registry_in_rest(
    world: RealWorld, visit: Visit, edith: Account
) -> None:
    world.add_account("dan")
    registry_id = invite(world, "bob@example.test", "DAN")
    who = {"ada": 200, "bob": 200, "dan": 200, "eve": 200, "service": 200}
    who |= {"carol": 403, "edith": 403, "": 404}

    seen = {name: visit(name).get(f"{ROUTE}/{registry_id}").status_code for name in who}

    assert seen == who


def test_a_private_registry_as_a_page(
    world: RealWorld, visit: Visit, edith: Account
) -> None:
    registry_id = world.invited()
    path = f"/registry/{slug(world, registry_id)}/"
    who = {"ada": 200, "bob": 200, "eve": 200, "carol": 404, "edith": 404, "": 404}

    seen = {name: visit(name).page(path) for name in who}

    assert {name: page.status_code for name, page in seen.items()} == who
    shown = {name for name, page in seen.items() if "A fresh start" in page.text}
    assert shown == {"ada", "bob", "eve"}


def test_an_archived_registry_is_for_its_owner_and_administrators(
    world: RealWorld, visit: Visit, edith: Account
) -> None:
    registry_id = world.invited("restart-archived")
    who = {"ada": 200, "eve": 200, "service": 200}
    who |= {"bob": 403, "carol": 403, "edith": 403, "": 404}

    seen = {name: visit(name).get(f"{ROUTE}/{registry_id}").status_code for name in who}

    assert seen == who


def test_a_public_registry_is_for_everybody(
    world: RealWorld, visit: Visit, edith: Account
) -> None:
    registry_id = world.invited("publish")

    for name in ("ada", "bob", "carol", "edith", ""):
        response = visit(name).get(f"{ROUTE}/{registry_id}")
        assert response.json()["restart_title"] == "A fresh start", name


def test_to_be_invited_is_to_read_and_no_more(world: RealWorld, visit: Visit) -> None:
    registry_id = world.invited()

    response = visit("bob").get(f"{ROUTE}/{registry_id}", context="edit")

    assert refusal(response) == (403, "rest_forbidden_context")


@pytest.mark.parametrize("status", ["draft", "pending", "future", "trash"])
def test_an_invitation_opens_only_what_is_private(
    world: RealWorld, visit: Visit, status: str
) -> None:
    registry_id = world.invited(status)

    response = visit("bob").get(f"{ROUTE}/{registry_id}")

    assert refusal(response) == (403, "rest_forbidden")


def test_an_invitation_to_one_opens_no_other(world: RealWorld, visit: Visit) -> None:
    world.invited()
    other = invite(world, "bobby", "xbob@example.test", "bob@example.test.example")

    response = visit("bob").get(f"{ROUTE}/{other}")

    assert refusal(response) == (403, "rest_forbidden")


def test_a_proof_cannot_be_had_over_rest(world: RealWorld, visit: Visit) -> None:
    registry_id = invite(world, "carol@example.test")
    proof = {"meta": {"restart_verified_email": "carol@example.test"}}

    answer = visit("carol").by_cookie("POST", ME, proof)

    assert answer.status_code == 200
    assert "restart_verified_email" not in answer.text
    assert visit("carol").get(f"{ROUTE}/{registry_id}").status_code == 403


def test_the_proof_of_an_address_does_not_mind_capitals(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = invite(world, "cArol@EXAMPLE.test")
    carol = world.accounts["carol"]

    world.shell.run(PROVE, id=carol.id, proof="Carol@Example.Test")

    assert visit("carol").get(f"{ROUTE}/{registry_id}").status_code == 200


def test_the_proof_of_another_address_proves_nothing(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = invite(world, "carol@example.test", "other@example.test")

    world.shell.run(PROVE, id=world.accounts["carol"].id, proof="other@example.test")

    assert visit("carol").get(f"{ROUTE}/{registry_id}").status_code == 403


def test_other_changes_of_his_account_keep_the_proof(
    world: RealWorld, visit: Visit
) -> None:
    registry_id = world.invited()

    same = {"first_name": "", "email": "bob@example.test"}
    changed = visit("bob").by_cookie("POST", ME, same)

    assert changed.status_code == 200
    assert visit("bob").get(f"{ROUTE}/{registry_id}").status_code == 200


def test_an_administrator_who_changes_the_address_takes_the_proof(
    world: RealWorld, visit: Visit
) -> None:
    """Change it over REST, where nobody asks for a proof."""
    registry_id, bob = world.invited(), world.accounts["bob"]

    for email in ("bob@elsewhere.example", bob.email):
        changed = visit("eve").post(f"{USERS}/{bob.id}", {"email": email})
        assert changed.status_code == 200

    assert visit("bob").get(f"{ROUTE}/{registry_id}").status_code == 403


def test_an_old_account_named_like_an_address_works_on(
    world: RealWorld, visit: Visit
) -> None:
    world.add_account("old@example.test", email="quite.other@example.test")
    name = {"name": "Old", "username": "old@example.test"}

    answer = visit("old@example.test").by_cookie("POST", ME, name)

    assert answer.status_code == 200
