"""What a page does to the copy: each row once, whatever comes twice or late."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from integrations.following import changes, jobs
from integrations.following.changes import Applied
from integrations.following.lease import Lease, LeaseLost
from integrations.following.page import Change, Page
from integrations.models import ContentItem, JobKind, SyncEvent, SyncJob
from tests.integrations.following.followed import FollowedMixin
from tests.integrations.following.test_page import a_page, gone, put


class PageMixin(FollowedMixin):
    """Applies pages, under a lease."""

    def setUp(self) -> None:
        super().setUp()
        lease = Lease.take(self.integration.pk)
        assert lease
        self.lease = lease
        self.job = jobs.begin(self.integration, JobKind.CONTENT)

    def apply(self, *rows: Any, after: int = 0, **changes_: Any) -> Applied:
        options = {
            name: changes_.pop(name)
            for name in ("most", "accept_deletions")
            if name in changes_
        }
        data = a_page(*rows, after=after, **changes_)
        page = Page.read(data, self.type(), after=after, limit=500)
        return changes.apply(page, self.type(), self.job, self.lease, **options)

    def numbers(self) -> tuple[int, int, int, int]:
        job = SyncJob.objects.get(pk=self.job.pk)
        return job.created, job.updated, job.deleted, job.unchanged


class ChangesTests(PageMixin, TestCase):
    def test_rows_are_stored_as_they_were_told(self) -> None:
        self.apply(put(1), put(2, status="private", title=None, slug=None))

        item = self.item(101)
        assert (item.seq, item.status, item.title) == (1, "publish", "A kettle")
        assert (item.slug, item.deleted_at) == ("a-kettle", None)
        assert item.synced_at is not None
        assert self.copy() == {
            ("post", 101): ("publish", "A kettle", "a-kettle"),
            ("post", 102): ("private", None, None),
        }
        assert self.numbers() == (2, 0, 0, 0)

    def test_the_cursor_goes_where_the_page_says(self) -> None:
        self.apply(put(1), put(2), put(3), cursor=2)

        assert self.type().cursor == 2
        assert self.type().reached_head
        assert self.type().last_synced_at is not None

    def test_the_cursor_never_goes_back(self) -> None:
        self.apply(put(1), put(2))

        self.apply(put(1), put(2), cursor=1)

        assert self.type().cursor == 2

    def test_a_page_before_the_head_does_not_reach_it(self) -> None:
        self.apply(put(1), head=5)

        assert not self.type().reached_head

    def test_a_page_that_comes_twice_changes_nothing(self) -> None:
        self.apply(put(1), gone(2))
        before = list(ContentItem.objects.values())

        self.apply(put(1), gone(2))

        assert list(ContentItem.objects.values()) == before
        assert self.numbers() == (1, 0, 0, 3)

    def test_what_is_older_than_what_we_have_does_not_count(self) -> None:
        self.apply(put(5, id=1, title="New"))

        self.apply(put(3, id=1, title="Old"))
        self.apply(gone(4, id=1))

        assert self.item(1).title == "New"

    def test_the_same_seq_does_not_count_either(self) -> None:
        self.apply(put(5, id=1, title="First"))

        self.apply(put(5, id=1, title="Second"))

        assert self.item(1).title == "First"

    def test_gone_leaves_a_tombstone_without_words(self) -> None:
        self.apply(put(1, id=1))

        self.apply(gone(2, id=1), after=1)

        item = self.item(1)
        assert item.deleted_at is not None
        assert (item.title, item.slug, item.seq) == (None, None, 2)
        assert self.copy() == {}
        assert self.numbers() == (1, 0, 1, 0)

    def test_gone_before_we_knew_it_keeps_late_rows_away(self) -> None:
        self.apply(gone(5, id=1))

        self.apply(put(3, id=1))

        assert self.copy() == {}
        assert self.numbers() == (0, 0, 0, 2)

    def test_a_later_put_revives_it(self) -> None:
        self.apply(put(1, id=1), gone(2, id=2))
        self.apply(gone(3, id=1), after=2)

        self.apply(put(4, id=1, title="Back"), put(5, id=2), after=3)

        assert set(self.copy()) == {("post", 1), ("post", 2)}
        assert self.item(1).title == "Back"
        assert self.numbers() == (3, 0, 1, 1)

    def test_a_post_that_becomes_private_loses_its_words(self) -> None:
        self.apply(put(1, id=1, title="A secret"))

        self.apply(
            put(2, id=1, status="private", title=None, slug=None, published_at=None),
            after=1,
        )

        item = self.item(1)
        assert (item.status, item.title, item.slug) == ("private", None, None)
        assert item.published_at is None

    def test_a_new_seq_with_the_same_content_is_unchanged(self) -> None:
        self.apply(put(1, id=1))

        self.apply(put(2, id=1), after=1)

        assert self.item(1).seq == 2
        assert self.numbers() == (1, 0, 0, 1)

    def test_created_without_deleted_is_what_is_live(self) -> None:
        self.apply(*(put(seq, id=seq % 4 + 1) for seq in (1, 2, 3)))
        self.apply(gone(4, id=2), put(5, id=3), after=3)
        self.apply(put(6, id=2), gone(7, id=9), after=5)

        created, _, deleted, _ = self.numbers()
        assert created - deleted == len(self.copy())

    def test_another_types_rows_are_left_alone(self) -> None:
        self.apply(put(1, id=1))
        page = Page.read(
            a_page(gone(2, id=1), type="page"), self.type("page"), after=0, limit=500
        )

        changes.apply(page, self.type("page"), self.job, self.lease)

        assert set(self.copy()) == {("post", 1)}

    def test_500_rows_cost_few_queries(self) -> None:
        self.apply(*(put(seq, id=seq) for seq in range(1, 501)))

        with CaptureQueriesContext(connection) as queries:
            self.apply(*(put(seq, id=seq - 500) for seq in range(501, 1001)), after=500)

        assert len(queries) <= 20

    # The limit

    def test_a_limit_cuts_the_page_before_the_next_change(self) -> None:
        applied = self.apply(put(1), put(2), put(3), most=2)

        assert set(self.copy()) == {("post", 101), ("post", 102)}
        assert (applied.changed, applied.page.last) == (2, 2)
        assert not applied.page.is_at_head
        assert (self.type().cursor, self.type().reached_head) == (2, False)

    def test_what_we_have_already_does_not_count_for_the_limit(self) -> None:
        self.apply(put(1), put(2))

        applied = self.apply(put(1), put(2), put(3), most=1)

        assert (applied.changed, applied.page.is_at_head) == (1, True)

    def test_a_limit_that_is_just_enough_reaches_the_head(self) -> None:
        applied = self.apply(put(1), put(2), most=2)

        assert (applied.changed, applied.page.is_at_head) == (2, True)

    # The lease

    def test_without_the_lease_nothing_is_written(self) -> None:
        self.lease.release()
        assert Lease.take(self.integration.pk)

        with pytest.raises(LeaseLost):
            self.apply(put(1))

        assert self.copy() == {}
        assert self.type().cursor == 0
        assert self.numbers() == (0, 0, 0, 0)

    def test_a_page_renews_the_lease(self) -> None:
        before = self.integration.leased_until
        assert before

        self.apply(put(1))

        after = self.integration.leased_until
        assert after and after > before

    # Events

    def test_a_deletion_can_be_looked_up_and_its_event_has_no_words(self) -> None:
        self.apply(put(1, id=7, title="A secret"))

        self.apply(gone(2, id=7), after=1)

        [event] = SyncEvent.objects.filter(event_type="deletion")
        assert (event.action, event.kind, event.type) == (
            "deleted",
            "post_type",
            "post",
        )
        assert (event.external_id, event.job, event.details) == (7, self.job, {})

    def test_a_job_lists_a_hundred_deletions_and_then_their_number(self) -> None:
        self.apply(*(put(seq, id=seq) for seq in range(1, 131)))
        self.apply(*(gone(seq, id=seq - 130) for seq in range(131, 211)), after=130)
        self.apply(*(gone(seq, id=seq - 130) for seq in range(211, 261)), after=210)

        jobs.finish(SyncJob.objects.get(pk=self.job.pk))

        listed = SyncEvent.objects.filter(action="deleted")
        assert listed.count() == 100
        [more] = SyncEvent.objects.filter(action="deleted_more")
        assert more.details == {"number": 30}

    # One row, for a change that was made here

    def test_one_row_is_written_by_the_same_rule(self) -> None:
        self.apply(put(3, id=1, title="Theirs"))

        assert not changes.apply_row(Change.read(put(3, id=1)), self.type())
        assert changes.apply_row(Change.read(put(4, id=1, title="Ours")), self.type())

        assert (self.item(1).title, self.item(1).seq) == ("Ours", 4)
        assert self.type().cursor == 3


class HeldDeletionsTests(PageMixin, TestCase):
    """Half of a large type at once: rather an accident than a wish."""

    def setUp(self) -> None:
        super().setUp()
        self.apply(*(put(seq, id=seq) for seq in range(1, 201)))

    def deletions(self) -> list[Any]:
        return [put(201, id=500), gone(202, id=1), put(203, id=501)]

    def test_the_type_stops_before_its_first_deletion(self) -> None:
        applied = self.apply(*self.deletions(), after=200, live_count=99)

        assert applied.is_held
        assert (applied.page.last, applied.page.is_at_head) == (201, False)
        assert self.type().cursor == 201
        assert self.type().deletions_held_at is not None
        assert len(self.copy()) == 201
        [event] = SyncEvent.objects.filter(action="held")
        assert event.details == {"there": 99, "here": 201}
        assert not event.success

    def test_it_is_said_once(self) -> None:
        for _ in range(2):
            self.apply(*self.deletions(), after=200, live_count=99)

        assert SyncEvent.objects.filter(action="held").count() == 1

    def test_half_of_them_is_still_believed(self) -> None:
        applied = self.apply(*self.deletions(), after=200, live_count=100)

        assert not applied.is_held
        assert ("post", 1) not in self.copy()

    def test_a_number_that_recovers_lets_them_pass(self) -> None:
        self.apply(*self.deletions(), after=200, live_count=99)

        self.apply(*self.deletions(), after=200, live_count=201)

        assert self.type().deletions_held_at is None
        assert len(self.copy()) == 201
        assert ("post", 1) not in self.copy()

    def test_accepted_once_they_pass(self) -> None:
        applied = self.apply(
            *self.deletions(), after=200, live_count=2, accept_deletions=True
        )

        assert not applied.is_held
        assert ("post", 1) not in self.copy()

    def test_what_we_never_had_or_know_as_gone_is_no_deletion(self) -> None:
        self.apply(gone(201, id=1), after=200, live_count=199)

        applied = self.apply(gone(201, id=1), gone(202, id=9999), live_count=0)

        assert not applied.is_held

    def test_of_a_small_type_everything_may_go(self) -> None:
        self.apply(gone(201, id=1), after=200, live_count=199)

        applied = self.apply(
            *(gone(seq, id=seq - 200) for seq in range(202, 401)),
            after=201,
            live_count=0,
        )

        assert not applied.is_held
        assert self.copy() == {}
