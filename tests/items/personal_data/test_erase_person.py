"""`manage.py erase_person EMAIL` takes a person out of everything, and no count changes."""

from __future__ import annotations

import io
import json
from typing import Any

import requests
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from items.models import IdempotencyKey, Item, Purchase
from tests.wordpress import Received, Says
from tests.worlds import Caller, FakeWordPressMixin, WordPressMixin, make_item

BOB = "bob@example.test"
INVITEES, RECIPIENT = "restart_invitees", "restart_recipient_email"
GIFT = {"purchaser_name": "Bob Kahn", "purchaser_email": BOB, "note": "Chin up"}
KEY = "0123456789abcdef"


class ErasingMixin(WordPressMixin):
    """A registry of Ada's with three invitees, where Bob has bought something."""

    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.registry_with("dora", BOB, "emil@example.test")
        self.kettle = make_item(self.registry_id, quantity_needed=9)

    def registry_with(self, *invitees: str, **meta: str) -> int:
        lists = {INVITEES: json.dumps(invitees)}
        return self.wordpress.make_registry(meta=lists | meta)

    def buy(self, buyer: Caller, key: str = KEY, **changes: Any) -> Any:
        path = f"/items/{self.kettle.pk}/purchases"
        return buyer.post(path, GIFT | changes, idempotency_key=key)

    def erase(self, email: str = BOB, **options: Any) -> str:
        out = io.StringIO()
        call_command("erase_person", email, stdout=out, stderr=out, **options)
        return out.getvalue()

    def fails(self, email: str = BOB, **options: Any) -> str:
        out = io.StringIO()
        with self.assertRaises(CommandError) as caught:
            call_command("erase_person", email, stdout=out, stderr=out, **options)
        return out.getvalue() + str(caught.exception)

    def meta(self, registry_id: int) -> dict[str, str]:
        return dict(self.wordpress.post(registry_id)["meta"])

    def counts(self) -> tuple[int, int]:
        """Return how many the item says are bought, and how many the ledger holds."""
        item = Item.objects.get(pk=self.kettle.pk)
        return item.quantity_purchased, sum(
            item.purchases.live().values_list("quantity", flat=True)
        )

    def kept(self) -> str:
        """Return everything in the tables that may name somebody."""
        tables = (Purchase, IdempotencyKey, User)
        return json.dumps(
            [list(table.objects.values()) for table in tables],
            default=str,
            ensure_ascii=False,
        )


class ErasePersonTests(ErasingMixin, TestCase):
    def test_purchases_lose_name_email_and_note_and_still_count(self) -> None:
        self.buy(self.bob, quantity=2)
        self.buy(self.bob, key=KEY * 2, is_anonymous=True)
        self.buy(self.ada, purchaser_name="Ada", purchaser_email="ada@example.test")
        assert self.counts() == (4, 4)

        assert "Erased here: 1 purchase, 1 remembered answer" in self.erase()

        assert self.counts() == (4, 4)
        assert Purchase.objects.count() == IdempotencyKey.objects.count() == 3
        for secret in (BOB, "Bob Kahn"):
            assert secret not in self.kept()
        assert self.kept().count("Chin up") == 2  # Ada's, and in her answer

    def test_a_request_that_is_sent_again_counts_once_and_names_nobody(self) -> None:
        first = self.buy(self.ada).json()["data"]
        self.erase()

        again = self.buy(self.ada)

        assert again.status_code == 201
        assert again.headers["Idempotent-Replayed"] == "true"
        nobody = dict.fromkeys(GIFT)
        assert again.json()["data"] == first | {"purchase": first["purchase"] | nobody}
        assert self.counts() == (1, 1)
        assert self.buy(self.ada, quantity=2).status_code == 409

    def test_an_undone_purchase_is_erased_and_one_that_is_erased_undone(self) -> None:
        undone, later = (
            self.buy(self.bob, key=KEY + number).json()["data"] for number in "12"
        )
        path = f"/items/{self.kettle.pk}/purchases"
        self.ada.delete(f"{path}/{undone['purchase']['id']}")

        assert self.kept().count(BOB) == 2  # the later purchase, and its answer

        self.erase()

        assert BOB not in self.kept()
        response = self.nobody_but_the_buyer(later, path)
        assert (response.status_code, self.counts()) == (204, (0, 0))

    def nobody_but_the_buyer(self, bought: dict[str, Any], path: str) -> Any:
        purchase_id, token = bought["purchase"]["id"], bought["undo_token"]
        return self.bob.delete(f"{path}/{purchase_id}", x_undo_token=token)

    def test_what_is_bought_afterwards_is_a_new_purchase(self) -> None:
        self.buy(self.ada)
        self.erase()

        self.buy(self.ada, key=KEY * 2)

        assert Purchase.objects.filter(purchaser_email=BOB).count() == 1
        assert self.counts() == (2, 2)

    def test_the_person_is_invited_no_longer_and_the_others_are(self) -> None:
        path = f"/registries/{self.registry_id}"
        assert self.bob.get(path).status_code == 200

        output = self.erase()

        assert f"Erased in WordPress: registries [{self.registry_id}], 0 left" in output
        assert self.bob.get(path).status_code == 403
        assert json.loads(self.meta(self.registry_id)[INVITEES]) == [
            "dora",
            "emil@example.test",
        ]

    def test_in_every_status_and_that_stays(self) -> None:
        statuses = ("publish", "draft", "pending", "future", "restart-archived")
        for status in statuses:
            self.wordpress.set_status(self.registry_id, status)
            self.wordpress.set_meta(self.registry_id, INVITEES, f'["{BOB}"]')

            self.erase()

            post = self.wordpress.post(self.registry_id)
            assert (post["status"], post["meta"][INVITEES]) == (status, "[]")

    def test_the_recipients_address_is_cleared(self) -> None:
        other = self.registry_with("dora", **{RECIPIENT: "Bob@Example.Test"})
        hers = self.registry_with(**{RECIPIENT: "ada@example.test"})

        self.erase()

        assert self.meta(other).get(RECIPIENT) == ""
        assert self.meta(hers)[RECIPIENT] == "ada@example.test"

    def test_a_dry_run_only_says_what(self) -> None:
        self.buy(self.bob)
        before = self.kept(), self.meta(self.registry_id)

        output = self.erase(dry_run=True)

        assert "Would erase here: 1 purchase, 1 remembered answer" in output
        assert f"Would erase in WordPress: registries [{self.registry_id}]" in output
        assert (self.kept(), self.meta(self.registry_id)) == before

    def test_a_second_time_finds_nothing(self) -> None:
        self.buy(self.bob)
        self.erase()

        output = self.erase()

        assert "Erased here: 0 purchases, 0 remembered answers" in output
        assert "Erased in WordPress: registries [], 0 left" in output

    def test_says_that_a_user_name_can_not_be_known(self) -> None:
        self.wordpress.set_meta(self.registry_id, INVITEES, '["bob"]')

        assert "invitations by user name" in self.erase()

        assert self.meta(self.registry_id)[INVITEES] == '["bob"]'

    def test_one_in_the_trash_is_left_and_said(self) -> None:
        self.wordpress.set_status(self.registry_id, "trash")

        output = self.fails()

        assert f"registry {self.registry_id}: It lies in WordPress's trash" in output
        assert BOB in self.meta(self.registry_id)[INVITEES]

    def test_a_damaged_list_is_left_and_said(self) -> None:
        damaged = f'["{BOB}"'
        self.wordpress.set_meta(self.registry_id, INVITEES, damaged)
        other = self.registry_with(BOB)

        output = self.fails()

        assert f"registry {self.registry_id}: The list of invitees is damaged" in output
        assert f"registries [{other}], 1 left" in output
        assert self.meta(self.registry_id)[INVITEES] == damaged
        assert self.meta(other)[INVITEES] == "[]"

    def test_a_damaged_list_does_not_keep_the_recipients_address(self) -> None:
        meta = {INVITEES: "{}", RECIPIENT: BOB}
        other = self.wordpress.make_registry(meta=meta)

        self.fails()

        assert self.meta(other) == {INVITEES: "{}", RECIPIENT: ""}

    def test_neither_output_nor_sql_names_the_person(self) -> None:
        """Databases can log slow statements."""
        self.buy(self.bob)
        with CaptureQueriesContext(connection) as queries:
            output = self.erase()

        said = output + " ".join(query["sql"] for query in queries)
        assert "UPDATE" in said
        for secret in (BOB, "Bob Kahn", "Chin up"):
            assert secret not in said


class SimilarAddressesTests(ErasingMixin, TestCase):
    """People whose addresses only look alike are other people."""

    # The person who is erased, the same address in other letters, others who must stay.
    CASES = [
        (BOB, ["BOB@Example.TEST", BOB], ["jimbob@example.test", f"{BOB}.au", "bob"]),
        ("50%@example.test", ["50%@Example.test"], ["501@example.test", "50@x.test"]),
        ("a_b@example.test", ["A_B@example.test"], ["axb@example.test"]),
        ("%@%", [], [BOB, "a@b.test"]),
        ("o'hara@example.test", ["O'Hara@example.test"], ["ohara@example.test"]),
        ('"q\\u"@example.test', ['"Q\\U"@example.test'], ['"q"@example.test']),
        (
            "bob@straße.test",
            ["BOB@STRAßE.TEST", "bob@STRAẞE.test"],
            ["bob@strasse.test"],
        ),
        ("bob@İ.test", ["BOB@İ.TEST"], ["bob@i.test", "bob@ı.test", "bob@I.test"]),
        ("bob@é.test", ["Bob@É.test", "bob@e\u0301.test"], ["bob@e.test"]),
        ("bob@é😀.test", ["BOB@É😀.test"], ["bob@é.test"]),
        ("' OR 1=1 --@x", [], [BOB, "' OR 1=1 --"]),
    ]

    def everywhere(self, emails: list[str]) -> int:
        """Let these people buy with a key, and be invited; return the registry."""
        for number, email in enumerate(emails):
            self.remember(email, number)
        return self.registry_with(*emails)

    def remember(self, email: str, number: int) -> None:
        fields = GIFT | {"purchaser_email": email}
        purchase = Purchase.objects.create(item=self.kettle, quantity=1, **fields)
        IdempotencyKey.objects.create(
            user_id=1,
            path=f"/items/{self.kettle.pk}/purchases",
            key=f"{KEY}{number}",
            body_hash="",
            answer={"purchase": {"id": purchase.pk, **fields}, "item": {}},
        )

    def test_exactly_this_person_is_erased(self) -> None:
        for email, same, others in self.CASES:
            with self.subTest(email):
                IdempotencyKey.objects.all().delete()
                Purchase.objects.all().delete()
                registry_id = self.everywhere([email, *same, *others])

                self.erase(email)

                emails = Purchase.objects.values_list("purchaser_email", flat=True)
                assert [one for one in emails if one] == others
                answers = IdempotencyKey.objects.values_list(
                    "answer__purchase__purchaser_email", flat=True
                )
                assert [one for one in answers if one] == others
                assert json.loads(self.meta(registry_id)[INVITEES]) == others

    def test_a_name_and_a_note_that_quote_an_address_are_no_address(self) -> None:
        self.buy(self.ada, purchaser_email=None, note=f"Ask {BOB}")

        self.erase()

        assert Purchase.objects.get().note == f"Ask {BOB}"

    def test_a_user_name_is_no_address(self) -> None:
        for wrong in ("bob", "", " ", "@example.test", "bob@", "bob\n@example.test"):
            with self.subTest(wrong):
                assert "e-mail address is needed" in self.fails(wrong)


class ErasingStaffTests(ErasingMixin, TestCase):
    def test_a_login_that_is_the_address_is_taken_off_the_staffs_shadow(self) -> None:
        names = {"username": f"{BOB} (WordPress 5)", "first_name": "BOB@example.test"}
        User.objects.create(pk=5, **names)
        User.objects.create(pk=6, username=f"x{BOB} (WordPress 6)", first_name="Bob")

        assert "1 staff account" in self.erase()

        shadows = User.objects.order_by("pk").values_list("username", "first_name")
        assert list(shadows) == [
            ("(WordPress 5)", ""),
            (f"x{BOB} (WordPress 6)", "Bob"),
        ]


class ErasingDuringTroubleTests(ErasingMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.buy(self.ada)
        self.wordpress.requests.clear()

    def test_an_outage_leaves_wordpress_for_the_next_run(self) -> None:
        for trouble in (requests.ConnectionError(), requests.ReadTimeout(), Says(503)):
            self.wordpress.instead["/wp/v2"] = trouble

            assert "Run the same command again" in self.fails()

            assert BOB not in self.kept()
            assert self.counts() == (1, 1)
        self.wordpress.start()

        assert f"registries [{self.registry_id}], 0 left" in self.erase()

    def test_an_outage_half_way_says_how_far_it_came(self) -> None:
        other = self.registry_with(BOB)
        path = f"/restart-registry/v1/registries/{other}"
        self.wordpress.instead[path] = requests.ReadTimeout()

        assert f"Those done so far: [{self.registry_id}]" in self.fails()

        self.wordpress.start()
        assert f"registries [{other}], 0 left" in self.erase()

    def test_one_that_fails_does_not_keep_the_others(self) -> None:
        other = self.registry_with(BOB)
        path = f"/restart-registry/v1/registries/{self.registry_id}"
        self.wordpress.instead[path] = Says(500, b"<html>")

        output = self.fails()

        assert f"registry {self.registry_id}: POST" in output
        assert f"registries [{other}], 1 left" in output

    def test_an_empty_answer_is_no_proof_that_nobody_is_invited(self) -> None:
        totals = {"X-WP-Total": "0", "X-WP-TotalPages": "0"}
        self.wordpress.instead["/wp/v2/restart-registry"] = Says(200, b"[]", totals)

        assert "the list of registries is empty" in self.fails()

    def test_a_site_without_any_registry_has_nobody_invited(self) -> None:
        Item.objects.update(is_active=False)
        self.wordpress.site.posts.clear()

        assert "Erased in WordPress: registries [], 0 left." in self.erase()

    def test_but_only_if_the_service_account_could_see_some(self) -> None:
        Item.objects.update(is_active=False)
        self.wordpress.site.posts.clear()
        self.wordpress.change_role(self.wordpress.accounts["service"].username, "guest")

        assert "lacks edit_others_restart_registries" in self.fails()

    def test_and_if_wordpress_says_so(self) -> None:
        Item.objects.update(is_active=False)
        none, some = {"X-WP-Total": "0"}, {"X-WP-Total": "1"}
        for body, totals in (
            (b"{}", none),
            (b"null", none),
            (b"[]", {}),
            (b"[]", some),
        ):
            headers = {"X-WP-TotalPages": "0", **totals}
            self.wordpress.instead["/wp/v2/restart"] = Says(200, body, headers)

            assert "WordPress's answer can't be used" in self.fails()

    def test_a_service_account_that_can_not_see_the_lists_is_said(self) -> None:
        """WordPress would hide them from the service account without a word."""
        self.wordpress.change_role(self.wordpress.accounts["service"].username, "guest")

        assert "lacks edit_others_restart_registries" in self.fails()

    def test_a_refused_service_account_is_said(self) -> None:
        self.wordpress.revoke("service")

        assert "check_wordpress" in self.fails()

    def test_an_entry_written_meanwhile_is_not_lost(self) -> None:
        self.meanwhile(INVITEES, json.dumps([BOB, "fritz"]))

        self.erase()

        assert json.loads(self.meta(self.registry_id)[INVITEES]) == ["fritz"]

    def test_another_recipient_written_meanwhile_is_not_cleared(self) -> None:
        self.wordpress.set_meta(self.registry_id, RECIPIENT, BOB)
        self.meanwhile(RECIPIENT, "dora@example.test")

        assert "being changed at this moment" in self.fails()

        assert self.meta(self.registry_id)[RECIPIENT] == "dora@example.test"

    def meanwhile(self, key: str, text: str) -> None:
        """Somebody writes this between our look at the registry and our write."""

        def overwrite(received: Received) -> None:
            if received.method == "POST":
                self.wordpress.before = lambda received: None
                self.wordpress.set_meta(self.registry_id, key, text)

        self.wordpress.before = overwrite

    def test_nothing_but_the_meta_is_written_and_by_the_service_account(self) -> None:
        self.wordpress.set_meta(self.registry_id, RECIPIENT, BOB)

        self.erase()

        route = f"/restart-registry/v1/registries/{self.registry_id}/meta"
        service = self.wordpress.accounts["service"].authorization
        assert [(w.path, w.authorization) for w in self.wordpress.writes] == [
            (route, service)
        ] * 2
