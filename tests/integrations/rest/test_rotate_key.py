"""POST /integration/integrations/{id}/rotate-key: a site gets another key."""

from __future__ import annotations

import re

from django.test import TestCase

from integrations.models import ApiKey
from tests.integrations.sites import SitesMixin, bearer


class RotateKeyTests(SitesMixin, TestCase):
    def rotate(self, key: str = "") -> str:
        caller = bearer(key or self.key)
        response = caller.post(f"{self.path}/rotate-key", {})
        assert response.status_code == 200
        assert response.json().keys() == {"success", "data"}
        assert response.json()["data"].keys() == {"api_key"}
        assert response.headers["Cache-Control"] == "private, no-cache"
        return str(response.json()["data"]["api_key"])

    def works(self, key: str) -> bool:
        return bearer(key).get(f"{self.path}/status").status_code == 200

    def test_the_new_key_is_shown_once_and_kept_as_a_digest(self) -> None:
        new = self.rotate()

        assert re.fullmatch("rrs_[0-9A-Za-z]{8}_[0-9A-Za-z]{40}", new)
        assert self.works(new)
        assert new not in repr(list(ApiKey.objects.values()))
        assert new not in self.eve.get(f"{self.path}/status").content.decode()

    def test_the_old_one_counts_until_the_new_one_is_used(self) -> None:
        new = self.rotate()

        assert self.works(self.key)
        assert self.works(new)
        assert not self.works(self.key)

    def test_a_third_key_ends_the_one_that_was_never_used(self) -> None:
        """As when the answer with the second one was lost."""
        lost = self.rotate()

        third = self.rotate()

        assert not self.works(lost)
        assert self.works(self.key)
        assert self.works(third)

    def test_a_dead_key_makes_none(self) -> None:
        new = self.rotate()
        assert self.works(new)

        response = self.by_key.post(f"{self.path}/rotate-key", {})

        assert response.status_code == 401
        assert ApiKey.objects.live().filter(site=self.shop).count() == 1

    def test_no_person_gets_one(self) -> None:
        for caller in (self.ada, self.eve):
            response = caller.post(f"{self.path}/rotate-key", {})

            assert response.status_code == 403
            assert "rrs_" not in response.content.decode()
        assert self.shop.keys.count() == 1
