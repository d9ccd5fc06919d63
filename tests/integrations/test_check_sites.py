"""`manage.py check_sites` asks each connected site, and says how to mend what isn't well."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase

from integrations.connecting.adding import add_site
from integrations.models import Site, SiteIntegration
from tests.integrations.connected import ConnectedMixin


class CheckSitesTests(ConnectedMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.blog, _ = add_site(
            "https://blog.example.test", name="Blog", email="b@x.test", owner_id=None
        )

    def check(self, *options: str) -> str:
        out, self.err = io.StringIO(), io.StringIO()
        try:
            call_command("check_sites", *options, stdout=out, stderr=self.err)
        finally:
            self.out = out.getvalue()
        return self.out

    def test_all_well(self) -> None:
        assert self.check() == "1 site checked, 1 well, 0 not.\n"
        assert self.check(f"--site={self.site.pk}") == self.out
        assert self.err.getvalue() == ""

    def test_what_is_wrong_is_said_with_its_hint(self) -> None:
        self.bridge.is_active = False

        with pytest.raises(CommandError):
            self.check()

        assert self.out == "1 site checked, 0 well, 1 not.\n"
        assert (
            "Shop (https://shop.example.test), bridge_active: " in self.err.getvalue()
        )
        assert self.integration.check_failures == 1

    def test_a_site_that_never_connected_or_is_switched_off_is_not_asked(self) -> None:
        Site.objects.filter(pk=self.site.pk).update(is_active=False)
        self.bridge.requests.clear()

        assert self.check() == "0 sites checked, 0 well, 0 not.\n"
        for site in (self.site, self.blog):
            with pytest.raises(CommandError, match="There is no site"):
                self.check(f"--site={site.pk}")
        assert self.bridge.requests == []

    def test_a_password_that_cannot_be_opened_is_said(self) -> None:
        SiteIntegration.objects.filter(site=self.site).update(credentials="nonsense")

        with pytest.raises(CommandError):
            self.check()

        assert "password_accepted" in self.err.getvalue()
        assert "CREDENTIAL_KEYS" in self.err.getvalue()
