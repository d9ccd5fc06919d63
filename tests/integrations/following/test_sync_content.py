"""A run over one site: what is asked, what is brought, and when its turn is again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import requests
from django.test import TestCase
from django.utils import timezone

from integrations.exceptions import (
    NotConnected,
    SiteBadAnswer,
    SiteNotActive,
    SiteRefused,
    SiteUnanswered,
    SiteUnavailable,
    SyncOff,
)
from integrations.following.jobs import progress
from integrations.following.lease import Lease
from integrations.following.sync_content import run, run_for
from integrations.models import SiteIntegration, SyncEvent, SyncJob
from tests.bridge_site import Type
from tests.integrations.following.followed import FollowedMixin, carols_blog
from tests.transport import Received, Says

CHANGES = "/restart-bridge/v1/changes"
STATUS = "/restart-bridge/v1/status"
MINUTE = timedelta(minutes=1)


class RunTests(FollowedMixin, TestCase):
    def test_posts_and_terms_are_here_afterwards(self) -> None:
        self.bridge.fill(3)
        self.bridge.add_post("page", title="About", slug="about", status="draft")
        self.bridge.add_post(status="private")
        self.bridge.add_term("category", "Kitchen")

        job = self.follow()

        assert self.copy() == self.original()
        assert len(self.copy()) == 6
        assert (job.state, job.created, job.error) == ("completed", 6, "")
        assert self.integration.last_synced_at is not None
        assert self.integration.lease is None

    def test_what_happens_next_is_followed(self) -> None:
        kept, edited, trashed, deleted, moved = (
            self.bridge.add_post(title=f"Post {number}") for number in range(5)
        )
        term = self.bridge.add_term()
        self.follow()
        self.bridge.change_post(edited, title="Edited")
        self.bridge.trash_post(trashed)
        self.bridge.delete_post(deleted)
        self.bridge.change_type(moved, "page")
        self.bridge.rename_term("category", term, "Cellar")

        job = self.follow()

        assert self.copy() == self.original()
        assert set(self.copy()) == {
            ("post", kept),
            ("post", edited),
            ("page", moved),
            ("category", term),
        }
        assert (job.created, job.updated, job.deleted) == (1, 2, 3)

    def test_an_idle_site_costs_one_request(self) -> None:
        self.bridge.fill(2)
        self.follow()
        self.one_pass()
        self.asked()

        job = self.one_pass()

        assert self.asked() == ["status"]
        assert (job.state, SyncJob.objects.count()) == ("completed", 1)

    def test_a_job_that_brought_nothing_new_leaves_no_event(self) -> None:
        self.bridge.add_post()
        self.one_pass()
        before = SyncEvent.objects.count()

        job = self.one_pass()  # the young row comes again

        assert (job.unchanged, SyncEvent.objects.count()) == (1, before)

    def test_taxonomies_come_before_post_types(self) -> None:
        self.one_pass()

        kinds = [x.query["kind"] for x in self.bridge.requests if x.path == CHANGES]
        assert kinds == ["taxonomy"] * 2 + ["post_type"] * 3

    def test_a_type_that_is_switched_off_or_missing_is_left_alone(self) -> None:
        self.bridge.fill(1)
        self.bridge.fill(1, "page")
        self.integration.types.filter(slug="post").update(enabled=False)
        del self.bridge.site.types["post_type", "page"]

        self.follow()

        assert self.copy() == {}
        assert self.type("page").missing_since is not None

    def test_a_type_that_is_new_there_is_followed_at_once(self) -> None:
        self.bridge.site.types["post_type", "product"] = Type("Products")
        self.bridge.fill(2, "product")

        self.one_pass()

        assert {slug for slug, _ in self.copy()} == {"product"}

    def test_more_than_a_page_comes_in_pages(self) -> None:
        self.bridge.fill(1100)

        job = self.follow()

        assert job.created == len(self.copy()) == 1100
        assert self.copy() == self.original()

    def test_more_young_rows_than_a_page_are_all_read(self) -> None:
        for _ in range(1100):
            self.bridge.add_post()

        self.follow()

        assert self.copy() == self.original()
        assert self.type().cursor == 0
        self.bridge.wait(61)
        self.follow()
        assert self.type().cursor == self.bridge.site.last_seq

    def test_a_scheduled_pass_ends_at_the_limit_and_the_next_goes_on(self) -> None:
        self.bridge.fill(250)
        self.bridge.fill(5, "page")

        counts, states = [], []
        for _ in range(3):
            states.append(self.one_pass().state)
            counts.append(len(self.copy()))

        assert counts == [105, 205, 255]
        assert states == ["running", "running", "completed"]
        assert SyncJob.objects.get().created == 255

    def test_young_rows_that_come_again_do_not_use_up_the_limit(self) -> None:
        self.integration.types.update(fetch_limit=2)
        for _ in range(6):
            self.bridge.add_post()

        counts = [self.one_pass() and len(self.copy()) for _ in range(3)]

        assert counts == [2, 4, 6]

    def test_what_a_person_asks_for_knows_no_limit(self) -> None:
        self.bridge.fill(250)

        job = self.follow(asked_by=4)

        assert (len(self.copy()), job.state, job.asked_by) == (250, "completed", 4)

    def test_a_run_ends_with_its_time_and_another_goes_on(self) -> None:
        self.bridge.fill(1100)

        job = self.follow(seconds=0, asked_by=4)

        assert (job.state, self.copy()) == ("running", {})
        again = self.one_pass()
        assert again == job
        assert (again.state, len(self.copy())) == ("completed", 1100)

    def test_while_somebody_else_follows_it_nothing_is_asked(self) -> None:
        assert Lease.take(self.integration.pk)

        assert run(self.integration) is None

        assert self.asked() == []

    def test_each_site_has_its_own_copy(self) -> None:
        blog = carols_blog()
        self.bridge.add_post(title="Of the shop")
        blog.bridge.add_post(title="Of the blog")

        self.follow()
        run(blog.integration)

        assert [title for _, title, _ in self.copy().values()] == ["Of the shop"]
        [item] = blog.integration.types.get(slug="post").items.all()
        assert item.title == "Of the blog"


class CommitOrderTests(FollowedMixin, TestCase):
    """A transaction with a smaller seq is committed after a larger one was read."""

    def test_what_was_committed_late_is_here_after_the_next_pass(self) -> None:
        early, late = self.bridge.add_post(), self.bridge.add_post()
        self.bridge.wait(61)
        self.follow()
        commit = self.bridge.change_post_late(late, "Late")
        self.bridge.change_post(early, title="Early")
        self.follow()
        assert self.item(early).title == "Early"
        assert self.item(late).title == "A kettle"

        commit()

        self.follow()
        assert self.copy() == self.original()
        assert self.item(late).title == "Late"


class StructureTests(FollowedMixin, TestCase):
    def set(self, **fields: Any) -> None:
        SiteIntegration.objects.update(**fields)

    def test_one_that_is_a_day_old_is_fetched(self) -> None:
        self.set(structure_at=timezone.now() - timedelta(hours=25))
        self.bridge.site.types["post_type", "post"].label = "Articles"

        self.one_pass()

        assert "structure" in self.asked()
        types = self.integration.config_json["content_types"]["post_types"]
        assert types["post"]["label"] == "Articles"

    def test_a_person_gets_a_new_one(self) -> None:
        self.follow()

        assert "structure" in self.asked()

    def test_a_box_that_was_unticked_unheard_ends_the_run(self) -> None:
        self.bridge.fill(1)
        self.bridge.set_flags(connection=False)

        with pytest.raises(SyncOff):
            self.one_pass()

        assert self.copy() == {}
        assert not self.integration.sync_is_on
        assert self.integration.lease is None

    def test_a_box_that_was_ticked_unheard_is_seen_within_a_day(self) -> None:
        self.bridge.set_flags(connection=False)
        with pytest.raises(SyncOff):
            self.one_pass()
        self.bridge.set_flags(connection=True)
        self.asked()
        with pytest.raises(SyncOff):
            self.one_pass()
        assert self.asked() == []

        self.set(structure_at=timezone.now() - timedelta(hours=25))

        self.one_pass()
        assert self.integration.sync_is_on


class MayNotRunTests(FollowedMixin, TestCase):
    def test_a_site_that_is_not_connected(self) -> None:
        SiteIntegration.objects.update(credentials=None)

        with pytest.raises(NotConnected):
            run(self.integration)

    def test_a_site_that_is_switched_off(self) -> None:
        self.site.is_active = False
        self.site.save()

        with pytest.raises(SiteNotActive):
            run(self.integration)

    def test_a_site_that_is_switched_off_in_the_middle(self) -> None:
        self.bridge.fill(1100)

        def switch_off(received: Received) -> None:
            if received.query.get("after") == "500":
                type(self.site).objects.update(is_active=False)

        self.bridge.before = switch_off

        with pytest.raises(SiteNotActive):
            self.follow()

        assert len(self.copy()) == 1000
        assert self.integration.lease is None


class FailureTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge.fill(3)
        self.follow()
        self.bridge.add_post()

    def fails(self, kind: type[Exception], **options: Any) -> None:
        before = self.copy()
        with pytest.raises(kind):
            self.one_pass(**options)
        assert self.copy() == before
        assert self.integration.lease is None

    def pause(self) -> timedelta:
        at = self.integration.next_sync_at
        assert at
        return at - timezone.now()

    def test_a_site_that_does_not_answer_is_asked_less_and_less_often(self) -> None:
        self.bridge.stop()

        pauses = []
        for _ in range(12):
            self.fails(SiteUnavailable)
            pauses.append(round(self.pause() / MINUTE))

        assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]

    def test_one_that_answers_again_is_back_to_normal(self) -> None:
        self.bridge.stop()
        for _ in range(3):
            self.fails(SiteUnavailable)
        self.bridge.start()

        self.one_pass()

        assert self.copy() == self.original()
        assert self.integration.check_failures == 0
        assert round(self.pause() / MINUTE) == 5

    def test_one_that_asks_us_to_wait_is_given_that_time(self) -> None:
        busy = Says(503, b"{}", {"Retry-After": "1200"})
        self.bridge.instead[STATUS] = busy

        self.fails(SiteUnavailable)

        assert round(self.pause() / MINUTE) == 20

    def test_a_refused_password_is_remembered(self) -> None:
        self.bridge.revoke()

        self.fails(SiteRefused)

        assert self.integration.refused_at is not None

    def test_another_address_ends_the_run(self) -> None:
        self.bridge.site.url = "https://copy.example.test"

        self.fails(SiteBadAnswer)

        assert self.integration.checks[-1]["name"] == "same_site"

    def test_no_answer_to_a_page_deletes_nothing(self) -> None:
        answers: dict[str, Says | Exception] = {
            "dropped": requests.ConnectionError("dropped"),
            "late": requests.Timeout("late"),
            "500": Says(500, b"{}"),
            "404": Says(404, b'{"code": "rest_no_route"}'),
            "html": Says(200, b"<html>Maintenance</html>"),
            "empty": Says(200, b""),
            "half": Says(200, b'{"kind": "post_type", "ro'),
            "a list": Says(200, b"[]"),
            "an object": Says(200, b"{}"),
            "null": Says(200, b"null"),
            "3 MB": Says(200, b'{"a": "' + b"x" * 3_000_000 + b'"}'),
        }
        for name, answer in answers.items():
            with self.subTest(name):
                self.bridge.instead = {CHANGES: answer}
                kind = SiteBadAnswer
                if isinstance(answer, Exception):
                    kind = SiteUnanswered  # type: ignore[assignment]
                self.fails(kind)
                assert round(self.pause() / MINUTE) == 5

    def test_an_empty_page_deletes_nothing(self) -> None:
        page = {
            "kind": "post_type",
            "type": "post",
            "after": self.type().cursor,
            "generation": self.bridge.site.generation,
            "head": self.bridge.site.last_seq,
            "cursor": self.type().cursor,
            "live_count": 0,
            "rows": [],
        }
        before = self.copy()
        self.bridge.instead = {CHANGES: Says(200, json.dumps(page).encode())}

        self.one_pass()

        assert self.copy() == before

    def test_the_failure_is_in_the_job_and_among_the_events(self) -> None:
        self.bridge.instead = {CHANGES: Says(500, b"{}")}

        with pytest.raises(SiteBadAnswer):
            self.follow(asked_by=4)

        job = SyncJob.objects.latest("pk")
        assert (job.state, job.asked_by) == ("failed", 4)
        assert "500" in job.error
        event = SyncEvent.objects.filter(event_type="sync").latest("pk")
        assert (event.action, event.success, event.job) == ("failed", False, job)

    def test_a_page_of_another_question_writes_nothing(self) -> None:
        def ask_for_pages(received: Received) -> None:
            if received.path == CHANGES:
                received.query["type"] = "page"

        self.bridge.before = ask_for_pages

        self.fails(SiteBadAnswer)


class RunForTests(FollowedMixin, TestCase):
    """What POST sync does."""

    def test_all_is_here_when_it_answers(self) -> None:
        self.bridge.fill(250)

        job = run_for(self.integration, person=4)

        assert (job.state, job.asked_by, job.created) == ("completed", 4, 250)

    def test_where_nothing_is_new_the_job_is_completed(self) -> None:
        self.follow()

        job = run_for(self.integration, person=4)

        assert job.pk is not None
        assert (job.state, job.created) == ("completed", 0)

    def test_while_somebody_else_follows_the_job_waits_for_its_turn(self) -> None:
        self.bridge.fill(250)
        lease = Lease.take(self.integration.pk)
        assert lease

        job = run_for(self.integration, person=4)

        assert (job.state, job.created) == ("running", 0)
        lease.release()
        assert self.one_pass() == job
        job.refresh_from_db()
        assert (job.state, job.created) == ("completed", 250)

    def test_two_people_wait_for_one_job(self) -> None:
        assert Lease.take(self.integration.pk)

        first = run_for(self.integration, person=4)
        second = run_for(self.integration, person=5)

        assert (first, second.asked_by) == (second, 4)

    def test_its_progress_names_all_types(self) -> None:
        self.bridge.fill(3)

        told = progress(run_for(self.integration, person=4))["job"]

        assert told == {
            "id": SyncJob.objects.get().pk,
            "state": "completed",
            "created": 3,
            "updated": 0,
            "deleted": 0,
            "unchanged": 0,
            "types": {
                "post_types": {
                    "post": {"synced_count": 3, "count": 3},
                    "page": {"synced_count": 0, "count": 0},
                    "restart-registry": {"synced_count": 0, "count": 0},
                },
                "taxonomies": {
                    "category": {"synced_count": 0, "count": 0},
                    "post_tag": {"synced_count": 0, "count": 0},
                },
            },
            "error": "",
        }
