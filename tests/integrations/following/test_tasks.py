"""What a broker's workers do is what the command does; a site is queued by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase, override_settings
from django.utils import timezone

from integrations.following.jobs import unfinished
from integrations.following.runs import queue
from integrations.following.sync_content import run_for
from integrations.models import JobKind, SiteIntegration
from tests.integrations.following.followed import FollowedMixin, carols_blog

BROKER = "memory://"


@override_settings(SYNC_BROKER_URL=BROKER)
class TaskTests(FollowedMixin, TestCase):
    @pytest.fixture(autouse=True)
    def forget_the_queue(self) -> Iterator[None]:
        queue.app.cache_clear()
        yield
        queue.app.cache_clear()

    def setUp(self) -> None:
        super().setUp()
        from integrations import tasks  # it needs a broker

        self.tasks = tasks
        self.bridge.fill(3)

    def queued(self) -> list[tuple[str, list[Any]]]:
        """Take all messages out of the queue."""
        found = []
        with queue.app().connection() as connection:
            messages = connection.SimpleQueue("celery")
            while messages.qsize():
                message = messages.get()
                arguments = json.loads(message.body)[0]
                found.append((message.headers["task"], arguments))
                message.ack()
            messages.close()
        return found

    def test_a_task_gives_a_site_its_turn(self) -> None:
        self.tasks.follow(self.integration.pk)

        assert self.copy() == self.original()

    def test_delivered_twice_it_is_done_once(self) -> None:
        self.tasks.follow(self.integration.pk)
        self.asked()

        self.tasks.follow(self.integration.pk)

        assert self.asked() == []

    def test_a_site_that_fails_or_is_off_fails_no_task(self) -> None:
        self.bridge.stop()
        self.tasks.follow(self.integration.pk)
        assert self.integration.check_failures == 1

        SiteIntegration.objects.update(credentials=None)
        self.tasks.follow(self.integration.pk)

    def test_due_sites_are_queued(self) -> None:
        blog = carols_blog().integration
        later = timezone.now() + timedelta(minutes=1)
        SiteIntegration.objects.filter(pk=blog.pk).update(next_sync_at=later)

        self.tasks.enqueue_due()

        assert self.queued() == [("integrations.follow", [self.integration.pk])]

    def test_what_a_person_asks_for_is_queued(self) -> None:
        self.bridge.fill(200)
        SiteIntegration.objects.update(
            next_sync_at=timezone.now() + timedelta(minutes=1)
        )

        job = run_for(self.integration, person=4)

        assert (job.state, job.asked_by, self.copy()) == ("running", 4, {})
        [(name, arguments)] = self.queued()
        assert name == "integrations.follow"
        self.tasks.follow(*arguments)
        assert self.copy() == self.original()
        assert unfinished(self.integration, JobKind.CONTENT) is None

    @override_settings(SYNC_BROKER_URL="redis://127.0.0.1:9/1")
    def test_while_the_broker_is_down_what_a_person_asks_for_waits(self) -> None:
        with self.assertLogs("integrations.following.runs.queue", "ERROR"):
            job = run_for(self.integration, person=4)

        assert job.state == "running"
        self.tasks.follow(self.integration.pk)
        assert self.copy() == self.original()

    def test_a_message_is_given_back_by_a_worker_that_is_killed(self) -> None:
        conf = queue.app().conf

        assert conf.task_acks_late
        assert conf.worker_prefetch_multiplier == 1
        assert conf.task_soft_time_limit == 60
        assert conf.broker_url == BROKER
