"""`manage.py sync_content` as cron runs it, and as somebody runs it for one site."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase
from django.utils import timezone

from integrations.following.lease import Lease
from integrations.models import SiteIntegration
from tests.integrations.following.followed import FollowedMixin, carols_blog
from tests.transport import Received

CHANGES = "/restart-bridge/v1/changes"


class SyncContentTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.blog = carols_blog()
        self.bridge.fill(2)
        self.blog.bridge.fill(3)
        self.blog.bridge.requests.clear()

    def command(self, *arguments: str, **options: Any) -> str:
        self.stderr, stdout = StringIO(), StringIO()
        call_command(
            "sync_content", *arguments, stdout=stdout, stderr=self.stderr, **options
        )
        return stdout.getvalue()

    def fails(self, *arguments: str) -> tuple[str, str]:
        """Return what it says on stderr, and its last sentence."""
        with pytest.raises(CommandError) as failure:
            self.command(*arguments)
        assert failure.value.returncode == 1
        return self.stderr.getvalue(), str(failure.value)

    def test_each_site_has_its_turn(self) -> None:
        assert self.command() == "2 sites followed, 5 changes, 0 left.\n"

        assert self.copy() == self.original()
        assert self.blog.integration.types.get(slug="post").items.count() == 3

    def test_who_had_a_turn_has_the_next_one_later(self) -> None:
        self.command()

        assert self.command() == "0 sites followed, 0 changes, 0 left.\n"

    def test_a_type_with_a_limit_goes_on_at_the_next_turn(self) -> None:
        self.bridge.fill(150)

        assert self.command() == "2 sites followed, 103 changes, 0 left.\n"

        SiteIntegration.objects.update(next_sync_at=timezone.now())
        assert self.command() == "2 sites followed, 52 changes, 0 left.\n"

    def test_one_site_is_followed_to_its_head(self) -> None:
        self.bridge.fill(150)

        said = self.command(site=self.site.pk)

        assert said == "1 site followed, 152 changes, 0 left.\n"
        assert self.copy() == self.original()
        assert self.blog.bridge.asked("/restart-bridge/v1/status") == 0

    def test_one_site_need_not_be_due(self) -> None:
        self.command()

        assert self.command(site=self.site.pk).startswith("1 site followed")

    def test_a_site_that_fails_keeps_no_other_from_its_turn(self) -> None:
        self.bridge.stop()

        stderr, sentence = self.fails()

        assert stderr.startswith("Shop (https://shop.example.test) is left: GET /rest")
        assert "tried again" in sentence
        assert self.blog.integration.types.get(slug="post").items.count() == 3

    def test_a_mistake_of_ours_keeps_no_other_from_its_turn(self) -> None:
        """And the site isn't the first in line again, time after time."""

        def be_wrong(received: Received) -> None:
            raise ZeroDivisionError

        self.bridge.before = be_wrong

        with self.assertLogs("integrations.following.runs.rounds", "ERROR"):
            stderr, _ = self.fails()

        assert "see the log" in stderr
        assert self.blog.integration.types.get(slug="post").items.count() == 3
        assert self.integration.lease is None
        at = self.integration.next_sync_at
        assert at and at > timezone.now()

    def test_held_deletions_are_left_until_they_are_accepted(self) -> None:
        self.bridge.fill(300)
        self.command(site=self.site.pk)
        for post_id in range(1, 300):
            self.bridge.delete_post(post_id)

        stderr, _ = self.fails("--site", str(self.site.pk))
        assert "Deletions of post are held" in stderr

        self.command("--site", str(self.site.pk), "--accept-deletions")
        assert self.copy() == self.original()

    def test_who_is_not_reached_in_time_is_left(self) -> None:
        stderr, _ = self.fails("--seconds", "0.000001")

        assert stderr.count("is left: there was no time left for it") == 2
        assert self.asked() == []

    def test_what_one_site_has_beyond_our_time_is_left(self) -> None:
        stderr, _ = self.fails("--site", str(self.site.pk), "--seconds", "0.000001")

        assert "there is more to be read" in stderr

    def test_a_site_that_another_process_follows_is_not_left(self) -> None:
        assert Lease.take(self.integration.pk)

        assert self.command() == "1 site followed, 3 changes, 0 left.\n"

        stderr, _ = self.fails("--site", str(self.site.pk))
        assert "by another process" in stderr

    def test_a_site_of_whom_the_box_is_not_ticked(self) -> None:
        self.bridge.set_flags(connection=False)

        assert self.command() == "1 site followed, 3 changes, 0 left.\n"

        stderr, _ = self.fails("--site", str(self.site.pk))
        assert "Sync operations are off" in stderr

    def test_a_dry_run_asks_nobody(self) -> None:
        SiteIntegration.objects.filter(pk=self.blog.integration.pk).update(
            next_sync_at=timezone.now() + timedelta(minutes=1)
        )

        said = self.command("--dry-run")

        assert said == "Would follow 1 site: Shop (https://shop.example.test).\n"
        assert self.asked() == []

    def test_a_site_that_is_not_there_or_not_connected_is_named(self) -> None:
        for site in (self.site.pk + 1000, self.site.pk):
            SiteIntegration.objects.filter(site=site).update(credentials=None)
            with pytest.raises(CommandError, match=f"There is no site {site} that is"):
                self.command(site=site)

    def test_wrong_numbers_are_refused(self) -> None:
        for arguments in (["--seconds", "0"], ["--seconds", "x"], ["--site", "0"]):
            with pytest.raises(CommandError, match="must be a number"):
                self.command(*arguments)
