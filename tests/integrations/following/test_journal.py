"""A journal that isn't the one that our cursors count in: read anew, nothing removed."""

from __future__ import annotations

import copy

import pytest
from django.test import TestCase

from integrations.exceptions import SiteBadAnswer
from integrations.models import SyncEvent
from tests.bridge_site import BridgedSite
from tests.integrations.following.followed import FollowedMixin
from tests.transport import Received

STATUS = "/restart-bridge/v1/status"


class AnotherJournalTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.fill(5)
        self.gone = self.bridge.add_post()
        self.bridge.wait(61)
        self.follow()
        self.bridge.delete_post(self.gone)
        self.bridge.wait(61)
        self.follow()

    def backup(self) -> BridgedSite:
        return copy.deepcopy(self.bridge.site)

    def test_the_first_status_that_says_so_is_doubted(self) -> None:
        before = self.type().cursor
        self.bridge.site.lose_journal("another")

        self.asked()

        self.one_pass()

        assert self.asked() == ["status"]
        assert self.type().cursor == before
        assert self.integration.doubt == "generation another"
        assert self.copy() == self.original()

    def test_the_second_one_is_believed_and_all_is_read_again(self) -> None:
        self.bridge.site.lose_journal("another")
        self.bridge.change_post(1, title="Changed since")
        self.one_pass()

        self.one_pass()

        assert self.integration.generation == "another"
        assert self.integration.doubt == ""
        assert self.copy() == self.original()
        assert self.item(1).title == "Changed since"
        assert self.type().reached_head
        [event] = SyncEvent.objects.filter(action="journal_anew")
        assert event.details == {"reason": "generation another"}

    def test_one_that_is_withdrawn_is_forgotten(self) -> None:
        true = self.bridge.site.generation
        self.bridge.site.generation = "another"
        self.one_pass()
        self.bridge.site.generation = true
        self.one_pass()
        self.bridge.site.generation = "another"

        self.one_pass()

        assert self.integration.generation == true
        assert self.integration.doubt == "generation another"

    def test_two_that_differ_are_two_doubts(self) -> None:
        for generation in ("one", "two", "three"):
            self.bridge.site.generation = generation
            self.one_pass()

        assert self.integration.doubt == "generation three"
        assert not SyncEvent.objects.filter(action="journal_anew").exists()

    def test_a_persons_run_asks_twice_at_once(self) -> None:
        self.bridge.site.lose_journal("another")

        job = self.follow()

        assert self.integration.generation == "another"
        assert (job.state, job.created, job.updated) == ("completed", 0, 0)
        assert self.copy() == self.original()

    def test_one_that_is_new_each_time_ends_a_persons_run(self) -> None:
        numbers = iter(range(100))

        def be_new(received: Received) -> None:
            if received.path == STATUS:
                self.bridge.site.generation = f"g{next(numbers)}"

        self.bridge.before = be_new

        with pytest.raises(SiteBadAnswer):
            self.follow()

    def test_of_a_restored_database_our_cursor_is_beyond_the_end(self) -> None:
        backup = self.backup()
        self.bridge.change_post(1, title="Lost by the restoring")
        added = self.bridge.add_post(title="Lost, too")
        self.bridge.wait(61)
        self.follow()
        ahead = self.bridge.site.ahead
        self.bridge.site = backup
        self.bridge.site.ahead = ahead

        self.one_pass()
        assert self.item(1).title == "Lost by the restoring"
        self.one_pass()

        # Nothing is deleted by absence: the audit finds the one that was lost.
        there, here = self.original(), self.copy()
        assert here.pop(("post", added)) == ("publish", "Lost, too", "a-kettle")
        assert here == there

    def test_what_was_deleted_stays_deleted(self) -> None:
        self.bridge.site.lose_journal("another")

        self.follow()

        assert self.item(self.gone).deleted_at is not None
        assert self.item(self.gone).seq == 0

    def test_a_page_of_another_journal_is_refused(self) -> None:
        def be_another(received: Received) -> None:
            if received.path != STATUS:
                self.bridge.site.generation = "another"

        self.bridge.add_post()
        self.bridge.before = be_another
        before = self.copy()

        with pytest.raises(SiteBadAnswer):
            self.one_pass()

        assert self.copy() == before

    def test_after_the_bridge_was_off_all_is_followed_that_nobody_heard(self) -> None:
        generation = self.bridge.site.generation
        self.bridge.change_past_hooks(1, "Changed while it was off")
        self.bridge.delete_past_hooks(2)
        self.bridge.fill(1)
        self.bridge.reactivate()

        self.one_pass()

        assert self.integration.generation == generation
        assert self.copy() == self.original()
