"""WordPress has a word in who may do what, but not the only one.

Here it shows everything to everybody, as it does for a role that may read all private posts, or with an older
plugin that blanks nothing. What api.md §3 says holds all the same.
"""

from __future__ import annotations

import json

from django.test import TestCase

from tests.worlds import FakeWordPressMixin, make_item

INVITEES = ["bob@example.test", "dora", "friend@example.test"]
META = {
    "restart_invitees": json.dumps(INVITEES),
    "restart_recipient_email": "grace@example.test",
}


class CarelessWordPressTests(FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.wordpress.make_registry(meta=META)
        self.kettle = make_item(self.registry_id)
        self.path = f"/registries/{self.registry_id}"
        self.wordpress.site.is_careless = True

    def status_codes(self, name: str) -> set[int]:
        paths = (
            self.path,
            f"{self.path}/items",
            f"{self.path}/invitees",
            f"{self.path}/items/{self.kettle.pk}",
            f"/items/{self.kettle.pk}",
            f"/items?registry_id={self.registry_id}",
        )
        return {self.caller(name).get(path).status_code for path in paths}

    def test_a_private_one_is_for_who_is_invited(self) -> None:
        assert self.status_codes("ada") == {200}
        assert self.status_codes("bob") == {200}
        assert self.status_codes("carol") == {403}

    def test_every_other_status_is_for_the_owner(self) -> None:
        for status in ("draft", "pending", "future", "restart-archived", "trash"):
            self.wordpress.set_status(self.registry_id, status)

            for name in ("bob", "carol"):
                assert self.status_codes(name) == {403}

    def test_only_the_owner_changes_it(self) -> None:
        for status in ("publish", "private"):
            self.wordpress.set_status(self.registry_id, status)

            for caller in (self.bob, self.carol):
                assert caller.patch(self.path, {"title": "x"}).status_code == 403
                assert caller.delete(self.path).status_code == 403
                path = f"/items/{self.kettle.pk}"
                assert caller.delete(path).status_code == 403
        assert self.wordpress.writes == []

    def test_a_reader_finds_only_himself_and_no_email(self) -> None:
        self.wordpress.set_status(self.registry_id, "publish")
        self.wordpress.add_account("dora")
        for name, own in (("bob", [INVITEES[0]]), ("dora", ["dora"]), ("carol", [])):
            meta = self.caller(name).get(self.path).json()["meta"]

            assert (meta["invitees"], meta["recipient_email"]) == (own, None)
            answer = self.caller(name).get(f"{self.path}/invitees").json()
            assert answer == {"invitees": own}

    def test_an_email_is_never_compared_with_a_user_name(self) -> None:
        self.wordpress.add_account("friend@example.test", email="liar@example.test")
        self.wordpress.add_account("liar", email="dora")

        assert self.status_codes("friend@example.test") == {403}
        assert self.status_codes("liar") == {403}
