"""Who somebody is to a registry: owner, invitee or a stranger who would like to be one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.real.world import Api, RealWorld
from tests.worlds import Caller, make_item
from tests.wpauth.test_throttle import SPELLINGS_OF_ADA


def test_an_owner_edits_his_own_public_registry(world: RealWorld, api: Api) -> None:
    registry_id = world.invited("publish")
    changes = {"title": "New start", "story": "Day one", "meta": {"event_type": "move"}}

    response = api("ada").patch(f"/registries/{registry_id}", changes)

    assert response.status_code == 200
    data = api("carol").get(f"/registries/{registry_id}").json()
    assert (data["title"], data["story"], data["status"]) == (
        *("New start", "Day one"),
        "publish",
    )
    assert data["meta"]["event_type"] == "move"


@pytest.mark.parametrize(
    "entry", ["bob@example.test", "BOB@Example.Test", "bob", "BOB"]
)
def test_an_invitee_reads_a_private_registry(
    world: RealWorld, api: Api, entry: str
) -> None:
    registry_id = world.make_registry(meta={"restart_invitees": json.dumps([entry])})
    item = make_item(registry_id)

    data = api("bob").get(f"/registries/{registry_id}").json()

    assert data["meta"]["invitees"] == [entry]
    assert [
        i["id"] for i in api("bob").get(f"/registries/{registry_id}/items").json()
    ] == [item.pk]


def test_an_invitee_finds_only_himself(world: RealWorld, api: Api) -> None:
    registry_id = world.invited()
    names = {"invitees": ["dora", "émile@example.test", "bob"]}

    everybody = api("ada").post(f"/registries/{registry_id}/invitees", names).json()

    himself = api("bob").get(f"/registries/{registry_id}/invitees").json()
    assert everybody == {"invitees": ["bob@example.test", *names["invitees"]]}
    assert himself == {"invitees": ["bob@example.test", "bob"]}


def assert_shut_out(caller: Caller, registry_id: int) -> None:
    item_id = make_item(registry_id).pk
    paths = [
        f"/registries/{registry_id}",
        f"/registries/{registry_id}/items",
        f"/registries/{registry_id}/invitees",
        f"/registries/{registry_id}/items/{item_id}",
        f"/items/{item_id}",
        f"/items?registry_id={registry_id}",
    ]
    assert {path: caller.get(path).status_code for path in paths} == dict.fromkeys(
        paths, 403
    )


def test_an_invitee_who_has_not_proved_his_address_is_a_stranger(
    world: RealWorld, api: Api
) -> None:
    email = world.accounts["carol"].email
    registry_id = world.make_registry(meta={"restart_invitees": json.dumps([email])})
    assert_shut_out(api("carol"), registry_id)

    world.prove_email("carol")

    assert api("carol").get(f"/registries/{registry_id}").status_code == 200


def test_taking_an_invited_address_opens_nothing(world: RealWorld, api: Api) -> None:
    registry_id = world.invited()
    address = world.accounts["bob"].email
    world.change_email("bob", "bob@elsewhere.example")

    world.change_email("carol", address)

    me = world.wordpress.request(
        "GET", "/wp/v2/users/me?context=edit", world.accounts["carol"]
    )
    assert me.json()["email"] == address
    assert_shut_out(api("carol"), registry_id)
    assert_shut_out(api("bob"), registry_id)  # he proved the old address


def test_going_away_from_a_proved_address_and_back_loses_the_proof(
    world: RealWorld, api: Api
) -> None:
    registry_id = world.invited()
    world.change_email("bob", "bob@elsewhere.example")

    world.change_email("bob", world.accounts["bob"].email)

    assert_shut_out(api("bob"), registry_id)


def test_an_invited_address_as_a_user_name_opens_nothing(
    world: RealWorld, api: Api
) -> None:
    address = "dora@example.test"
    registry_id = world.make_registry(meta={"restart_invitees": json.dumps([address])})
    world.add_account(address, email="mallory@example.test")
    world.prove_email(address)

    assert_shut_out(api(address), registry_id)


def test_user_names_that_look_like_addresses_are_refused(world: RealWorld) -> None:
    person = {
        "username": "dora@example.test",
        "password": "x",
        "email": "m@example.test",
    }

    response = world.wordpress.request(
        "POST", "/wp/v2/users", world.accounts["eve"], person
    )

    assert response.status_code == 400


def test_every_spelling_of_the_credentials_is_the_same_person(
    world: RealWorld, api: Api
) -> None:
    ada = world.accounts["ada"]
    secret = ada.application_password
    spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    registry_id = world.make_registry()

    for username in ("ADA", ada.email):
        spelled = replace(ada, username=username, application_password=spaced)
        response = Caller(spelled.authorization).get(f"/registries/{registry_id}")
        assert response.status_code == 200


@pytest.mark.parametrize("spelling", SPELLINGS_OF_ADA)
def test_the_throttle_knows_the_spellings_that_wordpress_knows(
    world: RealWorld, api: Api, spelling: str
) -> None:
    spelled = replace(world.accounts["ada"], username=spelling)

    assert Caller(spelled.authorization).get("/registries").status_code == 200
