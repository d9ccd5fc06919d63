"""The audit finds what the journal didn't hear, and lets the next pass bring it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from integrations.exceptions import SiteBadAnswer, SyncOff
from integrations.following.auditing.audit_content import audit
from integrations.following.lease import Lease
from integrations.models import SiteIntegration, SyncEvent, SyncJob
from tests.bridge_site import Thing, Type
from tests.integrations.following.followed import FollowedMixin
from tests.transport import Received, Says

CHECKSUMS = "/restart-bridge/v1/checksums"
Drift = tuple[int, int, int, int]  # missing here, missing there, different, left


class AuditTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.fill(40)
        self.bridge.add_term()
        self.bridge.wait(61)
        self.follow()
        self.bridge.requests.clear()

    def audit(self, *, fix: bool = False, **options: Any) -> SyncJob:
        job = audit(self.integration, fix=fix, **options)
        assert job
        return SyncJob.objects.get(pk=job.pk)

    def drift(self, **options: Any) -> Drift:
        job = self.audit(**options)
        assert job.state == "completed"
        return job.missing_here, job.missing_there, job.different, job.left

    def add_past_hooks(self, post_id: int) -> None:
        now = self.bridge.site.now()
        key = ("post_type", "post")
        self.bridge.site.put(Thing(post_id, key, "New", "new", "publish", now, now))

    def break_three(self) -> None:
        self.bridge.change_past_hooks(7, "By SQL")
        self.bridge.delete_past_hooks(8)
        self.add_past_hooks(41)

    def test_a_copy_that_agrees_has_no_drift(self) -> None:
        assert self.drift() == (0, 0, 0, 0)
        assert self.bridge.writes == []

    def test_each_kind_of_drift_is_found(self) -> None:
        self.break_three()

        assert self.drift() == (1, 1, 1, 3)
        assert self.bridge.writes == []
        assert self.copy() != self.original()

    def test_mending_makes_the_copy_agree(self) -> None:
        self.break_three()

        assert self.drift(fix=True) == (1, 1, 1, 0)
        assert self.copy() == self.original()
        assert self.drift() == (0, 0, 0, 0)

    def test_mending_writes_nothing_that_the_journal_does_not_bring(self) -> None:
        """A journal that says nothing of them leaves them as they are."""
        self.break_three()
        before = self.copy()
        self.bridge.instead["/restart-bridge/v1/touch"] = Says(200, b"[]")

        assert self.drift(fix=True) == (1, 1, 1, 3)
        assert self.copy() == before

    def test_the_numbers_of_each_type_are_kept(self) -> None:
        self.break_three()

        types = self.audit().position["types"]

        nothing = {"missing_here": 0, "missing_there": 0, "different": 0, "left": 0}
        assert types["taxonomy/category"] == nothing
        assert types["post_type/post"] == {
            "missing_here": 1,
            "missing_there": 1,
            "different": 1,
            "left": 3,
        }

    def test_the_event_has_the_numbers(self) -> None:
        self.break_three()

        self.audit(fix=True)

        event = SyncEvent.objects.filter(event_type="audit").get()
        assert event.details == {
            "missing_here": 1,
            "missing_there": 1,
            "different": 1,
            "left": 0,
        }

    def test_what_is_still_to_come_is_no_drift(self) -> None:
        self.bridge.change_post(7, title="Just now")
        self.bridge.delete_post(8)
        self.bridge.add_post()

        assert self.drift() == (0, 0, 0, 0)

    def test_what_came_since_the_list_is_no_drift(self) -> None:
        """A change made here is written at once, while an audit is under way."""
        self.bridge.change_past_hooks(7, "By SQL")
        item = self.item(7)

        def write_meanwhile(received: Received) -> None:
            if received.query.get("list"):
                item.seq += 1000
                item.save(update_fields=["seq"])

        self.bridge.before = write_meanwhile

        assert self.drift() == (0, 0, 0, 0)

    def test_a_type_that_was_not_read_to_its_head_is_left_out(self) -> None:
        self.bridge.site.types["post_type", "product"] = Type("Products")
        self.bridge.fill(600, "product")
        self.one_pass()
        self.bridge.change_past_hooks(41, "By SQL")

        assert self.drift() == (0, 0, 0, 0)
        self.follow()
        self.bridge.change_past_hooks(41, "By SQL, again")
        assert self.drift() == (0, 0, 1, 1)

    def test_ids_far_beyond_ours_are_found(self) -> None:
        self.add_past_hooks(60_000)
        self.add_past_hooks(900_000)

        assert self.drift(fix=True) == (2, 0, 0, 0)
        assert self.copy() == self.original()

    def test_ids_below_ours_are_found(self) -> None:
        self.add_past_hooks(1_000_000)
        self.drift(fix=True)
        self.type().items.filter(external_id__lt=100).delete()

        assert self.drift(fix=True) == (40, 0, 0, 0)
        assert self.copy() == self.original()

    def test_a_type_of_which_nothing_is_here(self) -> None:
        self.type().items.all().delete()

        assert self.drift(fix=True) == (40, 0, 0, 0)
        assert self.copy() == self.original()

    def test_few_questions_find_three_among_many(self) -> None:
        self.bridge.fill(3000)
        self.bridge.reactivate()
        self.follow()
        for post_id in (100, 1500, 2900):
            self.bridge.change_past_hooks(post_id, "By SQL")
        self.asked()

        assert self.drift(fix=True) == (0, 0, 3, 0)

        assert len(self.asked()) <= 25

    def test_another_site_is_not_touched(self) -> None:
        job = self.audit(fix=True)

        assert job.integration == self.integration

    # What ends or divides it

    def test_while_somebody_else_follows_the_site_there_is_none(self) -> None:
        assert Lease.take(self.integration.pk)

        assert audit(self.integration, fix=True) is None

        assert self.asked() == []

    def test_an_audit_without_time_goes_on_with_the_type_where_it_stopped(self) -> None:
        job = self.audit(seconds=0)
        assert job.state == "running"
        stopped = {**job.position}
        job.position = {"types": {"taxonomy/category": {}, "taxonomy/post_tag": {}}}
        job.save()

        again = self.audit()

        assert (again.pk, again.state, stopped) == (job.pk, "completed", {})
        kinds = {x.query.get("kind") for x in self.bridge.requests if x.query}
        assert kinds == {"post_type"}

    def test_wrong_answers_end_it(self) -> None:
        part = {"from": 0, "to": 49_999, "count": 0, "sum": 0}
        answers: list[bytes] = [
            b"{}",
            b"[]",
            b"[1]",
            str([part]).replace("'", '"').encode(),
            b'[{"from": "0"}]',
        ]
        for answer in answers:
            with self.subTest(answer=answer):
                self.bridge.instead = {CHECKSUMS: Says(200, answer)}

                with pytest.raises(SiteBadAnswer):
                    audit(self.integration, fix=True)

                job = SyncJob.objects.latest("pk")
                assert (job.state, bool(job.error)) == ("failed", True)
                assert self.integration.lease is None

    def test_a_site_whose_box_is_not_ticked_is_not_asked(self) -> None:
        config = {**self.integration.config_json, "plugin_connection_enabled": False}
        SiteIntegration.objects.update(config_json=config)

        with pytest.raises(SyncOff):
            audit(self.integration, fix=True)

        assert self.asked() == []


class GapTests(FollowedMixin, TestCase):
    """The bridge couldn't write to its journal for a moment."""

    def setUp(self) -> None:
        super().setUp()
        self.bridge.fill(5)
        self.follow()

    def test_the_next_run_audits_and_mends(self) -> None:
        self.bridge.change_past_hooks(3, "Unheard")
        self.bridge.site.journal_gap = "2026-11-28T10:00:00Z"

        self.one_pass()

        assert self.copy() == self.original()
        job = SyncJob.objects.get(kind="audit")
        assert (job.state, job.different, job.left) == ("completed", 1, 0)

    def test_once_for_each_gap(self) -> None:
        self.bridge.site.journal_gap = "2026-11-28T10:00:00Z"
        for _ in range(3):
            self.one_pass()
        assert SyncJob.objects.filter(kind="audit").count() == 1

        self.bridge.site.journal_gap = "2026-11-28T11:00:00Z"
        self.one_pass()

        assert SyncJob.objects.filter(kind="audit").count() == 2

    def test_a_failure_leaves_it_to_the_next_run(self) -> None:
        self.bridge.site.journal_gap = "2026-11-28T10:00:00Z"
        self.bridge.instead = {CHECKSUMS: Says(500, b"{}")}
        with pytest.raises(SiteBadAnswer):
            self.one_pass()
        self.bridge.instead = {}

        self.one_pass()

        assert self.integration.audited_gap == "2026-11-28T10:00:00Z"
        assert timezone.now() > SyncJob.objects.filter(kind="audit").get().started_at
