"""GET /integration/content/{id}: one post or term, and the ETag to change it by."""

from __future__ import annotations

from django.test import TestCase
from django.utils import timezone

from integrations.models import ContentItem
from tests.integrations.sites import SitesMixin, make_content
from tests.restart_registry.test_bad_input import NO_IDS


class ShowContentTests(SitesMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.item = make_content(self.integration, 7)
        self.path = f"/integration/content/{self.item.pk}"

    def test_shows_it_as_the_list_does(self) -> None:
        response = self.ada.get(self.path)

        assert response.status_code == 200
        [listed] = self.ada.get("/integration/content").json()["data"]["results"]
        assert response.json() == {"success": True, "data": listed}
        assert self.eve.get(self.path).content == response.content

    def test_the_etag_is_another_after_each_change(self) -> None:
        etags = [self.ada.get(self.path).headers["ETag"]]
        for changes in ({"seq": 8}, {"checksum": 9}):
            ContentItem.objects.filter(pk=self.item.pk).update(**changes)
            etags.append(self.ada.get(self.path).headers["ETag"])

        assert etags == ['"7-fffffff9"', '"8-fffffff9"', '"8-00000009"']

    def test_what_was_deleted_is_gone(self) -> None:
        ContentItem.objects.filter(pk=self.item.pk).update(
            deleted_at=timezone.now(), title=None, slug=None
        )

        assert self.ada.get(self.path).status_code == 404

    def test_what_is_anothers_is_answered_as_what_is_not_there(self) -> None:
        foreign = self.carol.get(self.path)
        missing = self.carol.get("/integration/content/999999")

        assert foreign.status_code == missing.status_code == 404
        assert foreign.json()["error"] == "Content not found"
        assert foreign.content == missing.content
        assert self.dora.get(self.path).content == missing.content

    def test_ids_that_cannot_be(self) -> None:
        for number in NO_IDS:
            with self.subTest(number[:30]):
                assert self.ada.get(f"/integration/content/{number}").status_code == 404

    def test_a_key_sees_nothing(self) -> None:
        response = self.by_key.get(self.path)

        assert response.status_code == 403
        assert "Kettle" not in response.content.decode()
