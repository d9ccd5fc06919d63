"""`manage.py export_person EMAIL` writes all that is kept on a person, and on nobody else."""

from __future__ import annotations

import io
import json
from typing import Any

import requests
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import TestCase

from items.models import Item, Purchase
from tests.wordpress import Says
from tests.worlds import FakeWordPressMixin, WordPressMixin, make_item

BOB = "bob@example.test"
GIFT = {"purchaser_name": "Bob Kahn", "purchaser_email": BOB, "note": "Chin up"}
OTHERS = {
    "purchaser_name": "Carol Shaw",
    "purchaser_email": "jimbob@example.test",
    "note": "From Carol",
}
KEY = "0123456789abcdef"


class ExportingMixin(WordPressMixin):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited(title="Ada's registry")
        self.kettle = make_item(self.registry_id, quantity_needed=9, notes="For Ada")
        self.path = f"/items/{self.kettle.pk}/purchases"

    def export(self, email: str = BOB) -> tuple[dict[str, Any], str]:
        """Return the document, and what was printed beside it."""
        out, err = io.StringIO(), io.StringIO()
        call_command("export_person", email, stdout=out, stderr=err)
        return json.loads(out.getvalue()), err.getvalue()

    def fails(self, email: str = BOB) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        with self.assertRaises(CommandError) as caught:
            call_command("export_person", email, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue() + str(caught.exception)


class ExportPersonTests(ExportingMixin, TestCase):
    def test_writes_purchases_answers_and_invitations(self) -> None:
        body = GIFT | {"quantity": 2}
        answer = self.bob.post(self.path, body, idempotency_key=KEY).json()["data"]
        bought = answer["purchase"]
        permalink = self.ada.get(f"/registries/{self.registry_id}").json()["permalink"]

        document, said = self.export()

        answers = document.pop("remembered_answers")
        assert document == {
            "email": BOB,
            "purchases": [bought | {"undone_at": None}],
            "staff_accounts": [],
            "invitations": [{"registry_id": self.registry_id, "permalink": permalink}],
            "recipient_of": [],
        }
        assert answers == [
            {
                "item_id": self.kettle.pk,
                "created_at": answers[0]["created_at"],
                "purchase": bought,
            }
        ]
        assert "1 purchase, 1 remembered answer" in said

    def test_of_an_undone_one_nothing_is_kept(self) -> None:
        bought = self.bob.post(self.path, GIFT, idempotency_key=KEY).json()["data"]
        self.ada.delete(f"{self.path}/{bought['purchase']['id']}")

        document, _ = self.export()

        assert document["purchases"] == document["remembered_answers"] == []

    def test_nor_of_an_anonymous_one(self) -> None:
        self.wordpress.set_status(self.registry_id, "publish")
        carols = OTHERS | {"purchaser_email": BOB, "is_anonymous": True}
        self.carol.post(self.path, carols, idempotency_key=KEY)

        document, _ = self.export()

        assert document["purchases"] == document["remembered_answers"] == []

    def test_finds_the_address_in_any_case(self) -> None:
        self.bob.post(self.path, GIFT | {"purchaser_email": "Bob@Example.Test"})

        document, _ = self.export("BOB@example.test")

        assert [one["purchaser_name"] for one in document["purchases"]] == ["Bob Kahn"]
        assert len(document["invitations"]) == 1

    def test_names_the_registries_whose_recipient_the_person_is(self) -> None:
        meta = {"restart_recipient_email": "Bob@example.test"}
        other = self.wordpress.make_registry(status="draft", meta=meta)

        document, _ = self.export()

        assert document["recipient_of"] == [{"registry_id": other}]

    def test_names_those_in_the_trash_as_well(self) -> None:
        self.wordpress.set_status(self.registry_id, "trash")

        document, _ = self.export()

        found = [one["registry_id"] for one in document["invitations"]]
        assert found == [self.registry_id]

    def test_nothing_of_anybody_else_is_in_it(self) -> None:
        meta = {"restart_invitees": json.dumps([BOB, "jimbob@example.test", "dora"])}
        self.wordpress.make_registry(title="Hers", story="Her story", meta=meta)
        self.both_buy()

        document, said = self.export()

        text = json.dumps(document) + said
        for secret in (*OTHERS.values(), "Ada", "dora", "Her story", "For Ada"):
            assert secret not in text

    def both_buy(self) -> None:
        for number, body in enumerate((GIFT, OTHERS)):
            self.ada.post(self.path, body, idempotency_key=f"{KEY}{number}")

    def test_somebody_unknown_gets_empty_lists(self) -> None:
        self.bob.post(self.path, GIFT)

        document, _ = self.export("%@%")

        assert document.pop("email") == "%@%"
        assert document.keys() >= {"purchases", "invitations"}
        assert not any(document.values())

    def test_odd_characters_come_back_as_they_were_typed(self) -> None:
        odd = {
            "purchaser_name": 'Zoë "Z" \\ 🎁 </script>',
            "purchaser_email": '"z\'%_\\ "@exämple.test',
            "note": "Two\nlines\t…",
        }
        Purchase.objects.create(item=self.kettle, quantity=1, **odd)

        document, _ = self.export(odd["purchaser_email"])

        assert document["purchases"][0].items() >= odd.items()

    def test_a_login_that_is_the_address_is_a_staff_account(self) -> None:
        User.objects.create(pk=5, username=f"{BOB} (WordPress 5)", first_name="Bob")

        document, _ = self.export()

        assert document["staff_accounts"] == [
            {
                "id": 5,
                "username": f"{BOB} (WordPress 5)",
                "display_name": "Bob",
                "last_login": None,
            }
        ]

    def test_a_damaged_list_is_said_beside_the_document(self) -> None:
        self.wordpress.set_meta(self.registry_id, "restart_invitees", "[")

        document, said = self.export()

        assert document["invitations"] == []
        assert f"registry {self.registry_id}: its list of invitees is damaged" in said

    def test_nothing_is_changed(self) -> None:
        self.bob.post(self.path, GIFT)
        before = self.wordpress.post(self.registry_id), Purchase.objects.values().get()

        self.export()

        assert before == (
            self.wordpress.post(self.registry_id),
            Purchase.objects.values().get(),
        )

    def test_a_user_name_is_no_address(self) -> None:
        out, said = self.fails("bob")

        assert (out, "e-mail address is needed" in said) == ("", True)


class ExportingDuringTroubleTests(ExportingMixin, FakeWordPressMixin, TestCase):
    def test_an_outage_writes_no_document(self) -> None:
        for trouble in (requests.ConnectionError(), Says(503), Says(500, b"<html>")):
            self.wordpress.instead["/wp/v2/restart-registry"] = trouble

            out, said = self.fails()

            assert (out, "Nothing was written" in said) == ("", True)
            assert BOB not in said

    def test_a_site_without_any_registry_invites_nobody(self) -> None:
        Item.objects.update(is_active=False)
        self.wordpress.site.posts.clear()

        document, _ = self.export()

        assert document["invitations"] == document["recipient_of"] == []

    def test_items_here_say_that_there_are_some(self) -> None:
        self.wordpress.site.posts.clear()

        written, said = self.fails()

        assert written == ""
        assert "the list of registries is empty" in said

    def test_a_service_account_that_can_not_see_the_lists_is_said(self) -> None:
        self.wordpress.change_role(self.wordpress.accounts["service"].username, "guest")

        out, said = self.fails()

        assert (out, "lacks edit_others_restart_registries" in said) == ("", True)
