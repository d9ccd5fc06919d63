"""`manage.py audit_content`, daily with --fix."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase

from integrations.following.lease import Lease
from integrations.following.sync_content import run
from integrations.models import SiteIntegration
from tests.integrations.following.followed import FollowedMixin, carols_blog


class AuditContentTests(FollowedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.blog = carols_blog()
        self.bridge.fill(5)
        self.blog.bridge.fill(5)
        self.follow()
        run(self.blog.integration)
        self.bridge.change_past_hooks(2, "By SQL")
        self.bridge.delete_past_hooks(3)

    def command(self, *arguments: str, **options: Any) -> list[str]:
        self.stderr, self.stdout = StringIO(), StringIO()
        try:
            call_command(
                "audit_content",
                *arguments,
                stdout=self.stdout,
                stderr=self.stderr,
                **options,
            )
        finally:
            self.said = self.stdout.getvalue().splitlines()
        return self.said

    def fails(self, *arguments: str) -> str:
        with pytest.raises(CommandError) as failure:
            self.command(*arguments)
        assert failure.value.returncode == 1
        return str(failure.value)

    def test_where_sites_differ_a_table_says_so(self) -> None:
        sentence = self.fails()

        assert [line.split() for line in self.said] == [
            [
                "site",
                "type",
                "missing",
                "here",
                "missing",
                "there",
                "different",
                "left",
            ],
            ["Shop", "post_type/post", "0", "1", "1", "2"],
            ["2", "sites", "compared,", "1", "left."],
        ]
        assert "Shop (https://shop.example.test) is left: 2 objects differ" in (
            self.stderr.getvalue()
        )
        assert "--fix" in sentence
        assert self.copy() != self.original()

    def test_fix_mends_them(self) -> None:
        said = self.command("--fix")

        assert said[1].split() == ["Shop", "post_type/post", "0", "1", "1", "0"]
        assert said[-1] == "2 sites compared, 0 left."
        assert self.copy() == self.original()
        assert self.command() == ["2 sites compared, 0 left."]

    def test_one_site(self) -> None:
        assert self.command(site=self.blog.integration.site_id) == [
            "1 site compared, 0 left."
        ]

    def test_a_site_that_fails_keeps_no_other_from_its_turn(self) -> None:
        self.blog.bridge.stop()
        SiteIntegration.objects.filter(pk=self.integration.pk).update(next_sync_at=None)

        self.fails("--fix")

        assert "Blog (https://blog.example.test) is left: GET" in self.stderr.getvalue()
        assert self.copy() == self.original()

    def test_a_site_that_is_followed_at_this_moment_is_left(self) -> None:
        assert Lease.take(self.integration.pk)

        self.fails("--fix")

        assert "by another process" in self.stderr.getvalue()

    def test_what_is_not_reached_in_time_is_left_and_gone_on_with(self) -> None:
        self.fails("--seconds", "0.000001")
        assert self.stderr.getvalue().count("no time left") == 2

        self.command("--fix")

        assert self.copy() == self.original()

    def test_sites_whose_box_is_not_ticked_are_passed_over_unless_named(self) -> None:
        config = {**self.integration.config_json, "plugin_connection_enabled": False}
        SiteIntegration.objects.filter(site=self.site).update(config_json=config)

        assert self.command() == ["1 site compared, 0 left."]

        self.fails("--site", str(self.site.pk))
        assert "Sync operations are off" in self.stderr.getvalue()

    def test_a_site_that_is_not_there_is_named(self) -> None:
        with pytest.raises(CommandError, match="There is no site 4711"):
            self.command(site=4711)
