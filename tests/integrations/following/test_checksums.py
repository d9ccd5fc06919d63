"""Both sides compute the same checksums: the vectors are those of the bridge's own tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from integrations.bridge import Bridge
from integrations.following.checksums import Range, as_text, checksum_of, sums
from integrations.models import ContentItem, Kind
from tests.integrations.following.followed import FollowedMixin

FILE = Path(__file__).parents[1] / "checksum_vectors.json"
VECTORS: dict[str, Any] = json.loads(FILE.read_text())


@pytest.mark.parametrize("vector", VECTORS["rows"], ids=lambda vector: vector["name"])
def test_a_row_has_the_checksum_that_the_bridge_computes(vector: Any) -> None:
    assert as_text(checksum_of(vector["row"])) == vector["checksum"]


class SumTests(FollowedMixin, TestCase):
    def test_a_range_has_the_sum_that_the_bridge_computes(self) -> None:
        for vector in VECTORS["ranges"]:
            with self.subTest(vector["name"]):
                self.type().items.all().delete()
                self.keep(*(int(text, 16) for text in vector["checksums"]))

                [found] = sums(self.type(), 1, 1000, parts=1)

                assert found == Range(1, 1000, vector["count"], vector["sum"])

    def test_parts_are_those_of_the_bridge(self) -> None:
        ids = [self.bridge.add_post() for _ in range(7)]
        self.follow()
        self.bridge.requests.clear()

        for first, last, parts in ((0, 49_999, 16), (ids[1], ids[-1], 4), (0, 2, 16)):
            with self.subTest(first=first, last=last):
                ours = sums(self.type(), first, last, parts=parts)

                theirs = Bridge.of(self.integration).checksums(
                    Kind.POST_TYPE, "post", first=first, last=last, parts=parts
                )
                assert ours == [Range(*part.values()) for part in theirs]

    def test_tombstones_do_not_count(self) -> None:
        self.keep(5, 6)
        self.type().items.filter(checksum=6).update(deleted_at=timezone.now())

        assert sums(self.type(), 0, 9, parts=1) == [Range(0, 9, 1, 5)]

    def test_all_parts_take_one_query(self) -> None:
        type_ = self.type()
        with self.assertNumQueries(1):
            assert len(sums(type_, 0, 49_999, parts=16)) == 16

    def keep(self, *checksums: int) -> None:
        ContentItem.objects.bulk_create(
            ContentItem(
                type=self.type(),
                external_id=number,
                seq=number,
                checksum=checksum,
                synced_at=timezone.now(),
            )
            for number, checksum in enumerate(checksums, start=1)
        )
