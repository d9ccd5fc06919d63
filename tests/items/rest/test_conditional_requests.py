from __future__ import annotations

from django.test import TestCase

from items.models import Item
from tests.worlds import WordPressMixin, make_item

OLD = '"an-older-state"'
METHODS = ("PUT", "PATCH", "DELETE")


def malformed(tag: str, *, current: bool = False) -> list[str]:
    """Return values that are no lists of tags; without quotes only the current tag is accepted."""
    bare = tag.strip('"')
    return [
        *("", ",", '"', '""', "null", "* *", "W/*"),
        *(f"'{bare}'", f'"{bare}', f'{bare}"', f"w/{tag}", f"W/{tag}", f"[{tag}]"),
        *(() if current else (bare, f"{bare}, {bare}")),
    ]


class ConditionalRequestTests(WordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.registry_id = self.invited()
        self.kettle = make_item(self.registry_id)
        self.path = f"/items/{self.kettle.pk}"
        self.paths = (self.path, f"/registries/{self.registry_id}{self.path}")

    def etag(self) -> str:
        return self.ada.get(self.path).headers["ETag"]

    def test_what_the_caller_has_already_is_not_sent_again(self) -> None:
        for path in self.paths:
            etag = self.ada.get(path).headers["ETag"]

            response = self.ada.get(path, if_none_match=etag)

            assert (response.status_code, response.content) == (304, b"")
            assert response.headers["ETag"] == etag
            assert response.headers["Cache-Control"] == "private, no-cache"

    def test_the_etag_is_strong_and_follows_the_body(self) -> None:
        before = self.etag()
        Item.objects.update(quantity_purchased=1)

        assert before.startswith('"')
        assert self.etag() != before
        assert self.ada.get(self.path, if_none_match=before).status_code == 200

    def test_administrators_have_an_etag_of_their_own(self) -> None:
        assert self.eve.get(self.path).headers["ETag"] != self.etag()
        assert self.bob.get(self.path).headers["ETag"] == self.etag()

    def test_304_only_for_who_may_read_it(self) -> None:
        etag = self.etag()

        for path in self.paths:
            assert self.carol.get(path, if_none_match=etag).status_code == 403
            assert self.carol.get(path, if_none_match="*").status_code == 403
            assert self.nobody.get(path, if_none_match=etag).status_code == 401

    def test_304_ends_with_the_item(self) -> None:
        etag = self.etag()
        Item.objects.update(is_active=False)

        for path in self.paths:
            assert self.ada.get(path, if_none_match=etag).status_code == 404

    def test_changes_what_is_as_the_caller_saw_it(self) -> None:
        for method, body in (("PUT", {"name": "Pot"}), ("PATCH", {"name": "Lid"})):
            for path in self.paths:
                response = self.ada.send(method, path, body, if_match=self.etag())

                assert response.status_code == 200

    def test_refuses_a_change_of_what_has_changed(self) -> None:
        before = Item.objects.values().get()

        for method, body in (("PUT", {"name": "Pot"}), ("PATCH", {}), ("DELETE", None)):
            for path in self.paths:
                response = self.ada.send(method, path, body, if_match=OLD)

                assert response.status_code == 412
                assert response.json().keys() == {"detail"}
        assert Item.objects.values().get() == before

    def test_a_mistake_in_if_match_never_makes_a_change_unconditional(self) -> None:
        before, affiliate = Item.objects.values().get(), f"{self.paths[1]}/affiliate"
        changes = [
            *((method, path) for method in METHODS for path in self.paths),
            ("PUT", affiliate),
            ("DELETE", affiliate),
        ]

        for tag in malformed(OLD) + malformed(self.etag(), current=True):
            for method, path in changes:
                with self.subTest(tag, method=method, path=path):
                    response = self.ada.send(method, path, {}, if_match=tag)

                    assert response.status_code == 412
                    assert response.json().keys() == {"detail"}
            assert self.ada.get(self.path, if_match=tag).status_code == 412
        assert Item.objects.values().get() == before

    def test_the_current_tag_will_do_without_its_quotes(self) -> None:
        for method, body in (("PUT", {"name": "Pot"}), ("DELETE", None)):
            tag = self.etag().strip('"')

            response = self.ada.send(method, self.path, body, if_match=tag)

            assert response.status_code == 200

    def test_412_comes_before_validation(self) -> None:
        for body in (b"{", {"name": 5}, {"quantity_purchased": 5}):
            response = self.ada.patch(self.path, body, if_match=OLD)

            assert response.status_code == 412

    def test_403_and_404_come_before_412(self) -> None:
        assert self.bob.patch(self.path, {}, if_match=OLD).status_code == 403
        assert self.ada.patch("/items/999999", {}, if_match=OLD).status_code == 404
        self.ada.delete(self.path)
        assert self.ada.patch(self.path, {}, if_match=OLD).status_code == 404

    def test_deletes_what_is_as_the_caller_saw_it(self) -> None:
        response = self.ada.delete(self.path, if_match=self.etag())

        assert response.status_code == 200

    def test_any_state_will_do(self) -> None:
        response = self.ada.patch(self.path, {"name": "Pot"}, if_match="*")

        assert response.status_code == 200

    def test_one_of_several_states_will_do(self) -> None:
        states = f"{OLD}, {self.etag()}"

        assert (
            self.ada.patch(self.path, {"name": "a"}, if_match=states).status_code == 200
        )

    def test_a_get_of_another_state_is_refused_too(self) -> None:
        response = self.ada.get(self.path, if_match=OLD)

        assert response.status_code == 412
        assert response.json().keys() == {"detail"}

    def test_head_has_the_headers_of_get(self) -> None:
        response = self.ada.send("HEAD", self.path)

        assert (response.status_code, response.content) == (200, b"")
        assert response.headers["ETag"] == self.etag()
