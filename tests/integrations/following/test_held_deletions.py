"""When a site seems to have lost most of a type, somebody has to say that it is right."""

from __future__ import annotations

from django.test import TestCase

from integrations.following.sync_content import accept_deletions
from integrations.models import SyncEvent
from tests.integrations.following.followed import FollowedMixin


class HeldDeletionsTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.fill(250)
        self.follow()
        for post_id in range(1, 201):
            self.bridge.delete_post(post_id)
        self.bridge.add_post("page", title="About")

    def test_they_are_held_and_everything_else_goes_on(self) -> None:
        job = self.follow()

        live = [key for key in self.copy() if key[0] == "post"]
        assert len(live) == 250
        assert len(self.copy()) == 251
        assert job.state == "completed"
        assert "Deletions of post are held" in job.error
        assert self.type().deletions_held_at is not None

    def test_a_person_who_accepts_them_lets_them_pass(self) -> None:
        self.one_pass()

        assert accept_deletions(self.integration, by=4) == 1

        self.follow()
        assert self.copy() == self.original()
        type_ = self.type()
        assert (type_.deletions_held_at, type_.deletions_accepted_at) == (None, None)
        [event] = SyncEvent.objects.filter(action="accepted")
        assert event.details == {"by": 4}

    def test_accepting_lasts_until_all_of_them_passed(self) -> None:
        self.integration.types.update(fetch_limit=60)
        self.one_pass()
        accept_deletions(self.integration, by=4)

        for _ in range(4):
            self.one_pass()

        assert self.copy() == self.original()

    def test_accepting_what_is_not_held_is_nothing(self) -> None:
        assert accept_deletions(self.integration, by=4) == 0
        assert not SyncEvent.objects.filter(action="accepted").exists()

    def test_the_next_accident_is_held_again(self) -> None:
        self.one_pass()
        accept_deletions(self.integration, by=4)
        self.follow()
        self.bridge.fill(200)
        self.bridge.reactivate()
        self.follow()
        for post_id in range(301, 452):
            self.bridge.delete_post(post_id)

        job = self.follow()

        assert "held" in job.error

    def test_a_run_may_be_told_in_advance(self) -> None:
        job = self.follow(accept_deletions=True)

        assert (self.copy(), job.error) == (self.original(), "")

    def test_they_pass_when_the_site_has_its_objects_again(self) -> None:
        self.one_pass()
        self.bridge.fill(200)
        self.bridge.reactivate()

        self.follow()

        assert self.copy() == self.original()
        assert self.type().deletions_held_at is None
