"""`manage.py add_site` makes a site and its first key, which it prints once."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase, override_settings

from integrations.api_keys import find_live
from integrations.models import ApiKey, Site, SiteIntegration
from integrations.state import State, state_of

URL = "https://shop.example.test"


class AddSiteTests(TestCase):
    def add(self, url: str = URL, *options: str) -> str:
        """Return what it says; the key alone is on stdout."""
        out, self.err = io.StringIO(), io.StringIO()
        arguments = [url, "--name=Shop", "--email=ada@shop.example.test", *options]
        call_command("add_site", *arguments, stdout=out, stderr=self.err)
        return out.getvalue()

    def test_the_key_counts(self) -> None:
        said = self.add(URL, "--owner=4")

        key = find_live(said.removesuffix("\n"))
        assert key is not None
        site = key.site
        assert (site.name, site.url, site.owner_id) == ("Shop", URL, 4)
        assert site.is_active
        assert f"Site {site.pk} may connect" in self.err.getvalue()
        assert state_of(site.integration) == State.NOT_CONNECTED

    def test_one_spelling_for_an_address(self) -> None:
        self.add("HTTPS://Shop.Example.test:443/")
        assert Site.objects.get().url == URL

        for url in (URL, f"{URL}/", "https://SHOP.example.test"):
            with pytest.raises(CommandError, match="url: .* already exists"):
                self.add(url)
        assert ApiKey.objects.count() == 1

    def test_a_path_is_another_site(self) -> None:
        self.add()
        self.add(f"{URL}/Blog/")
        assert Site.objects.latest("pk").url == f"{URL}/Blog"

    def test_mistakes_are_named_and_nothing_is_written(self) -> None:
        for url, options, said in [
            ("shop.example.test", [], "url: Write the address in full"),
            (
                "http://shop.example.test",
                [],
                "url: The address has to begin with https",
            ),
            ("https://ada:x@shop.example.test", [], "url: A user name"),
            (f"{URL}/{'x' * 200}", [], "url: Ensure this value has at most 200"),
            (URL, ["--email=nobody"], "email: Enter a valid"),
            (URL, ["--name="], "name: This field cannot be blank"),
            (URL, ["--name=two\nlines"], "name: must be one line"),
            (URL, ["--owner=0"], "must be a number from 1"),
        ]:
            with self.subTest(said), pytest.raises(CommandError, match=said):
                self.add(url, *options)

        assert not Site.objects.exists()
        assert not SiteIntegration.objects.exists()

    @override_settings(INTEGRATIONS_PRIVATE_HOSTS=["127.0.0.1:8080"])
    def test_a_private_host_that_is_named_needs_no_https(self) -> None:
        self.add("http://127.0.0.1:8080")
        with pytest.raises(CommandError):
            self.add("http://127.0.0.1:8081")
