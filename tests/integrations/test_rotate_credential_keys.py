"""`manage.py rotate_credential_keys` seals all passwords anew, wherever it was interrupted."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import TestCase, override_settings

from integrations.bridge import Bridge
from integrations.connecting.resealing import reseal_all
from integrations.credentials import Unreadable, seal, unseal
from integrations.models import Site, SiteIntegration
from integrations.state import State, state_of
from tests.databases import Database
from tests.integrations.concurrency import all_at_once
from tests.integrations.connected import SiteMixin
from tests.stress import rounds
from wordpress.local.folders import PROJECT
from wpclient.credentials import Credentials

[OLDER] = settings.CREDENTIAL_KEYS
NEW = Fernet.generate_key().decode()
BOTH = [NEW, OLDER]


def rotate(*options: str) -> str:
    out = io.StringIO()
    call_command("rotate_credential_keys", *options, stdout=out, stderr=out)
    return out.getvalue()


def seal_sites(number: int) -> None:
    """Add sites, each with a password of its own."""
    first = Site.objects.count()
    sites = Site.objects.bulk_create(
        Site(name="Shop", url=f"https://shop-{n}.example.test", email="a@x.test")
        for n in range(first, first + number)
    )
    SiteIntegration.objects.bulk_create(
        SiteIntegration(
            site=site, credentials=seal(Credentials("restart-bridge", site.url))
        )
        for site in sites
    )


def opened_by(*keys: str) -> int:
    """Return how many sites' passwords these keys open; they are the right ones."""
    opened = 0
    with override_settings(CREDENTIAL_KEYS=list(keys)):
        for one in SiteIntegration.objects.select_related("site"):
            try:
                assert unseal(one.credentials or "").password == one.site.url
                opened += 1
            except Unreadable:
                pass
    return opened


class RotateTests(TestCase):
    def test_afterwards_the_older_key_can_go(self) -> None:
        seal_sites(3)

        with override_settings(CREDENTIAL_KEYS=BOTH):
            assert rotate() == "Sealed 3 passwords anew, 0 left.\n"

        assert (opened_by(NEW), opened_by(OLDER)) == (3, 0)

    def test_again_there_is_nothing_to_do(self) -> None:
        seal_sites(2)
        with override_settings(CREDENTIAL_KEYS=BOTH):
            rotate()
            before = list(SiteIntegration.objects.values())
            assert rotate() == "Sealed 0 passwords anew, 0 left.\n"
        assert list(SiteIntegration.objects.values()) == before

    def test_a_dry_run_writes_nothing(self) -> None:
        seal_sites(1)
        with override_settings(CREDENTIAL_KEYS=BOTH):
            assert rotate("--dry-run") == "Would seal 1 password anew.\n"
        assert opened_by(OLDER) == 1

    def test_sites_without_a_password_are_left_alone(self) -> None:
        Site.objects.create(name="Shop", url="https://x.test", email="a@x.test")
        with override_settings(CREDENTIAL_KEYS=BOTH):
            assert rotate() == "Sealed 0 passwords anew, 0 left.\n"
        assert SiteIntegration.objects.get().credentials is None

    def test_interrupted_it_goes_on_where_it_was(self) -> None:
        seal_sites(5)
        with override_settings(CREDENTIAL_KEYS=BOTH):
            outcomes = reseal_all(dry_run=False)
            next(outcomes), next(outcomes)
            assert (opened_by(NEW), opened_by(*BOTH)) == (2, 5)

            assert rotate() == "Sealed 3 passwords anew, 0 left.\n"
        assert opened_by(NEW) == 5

    def test_what_no_key_opens_is_left_and_named(self) -> None:
        seal_sites(2)
        first = SiteIntegration.objects.earliest("pk")
        SiteIntegration.objects.filter(pk=first.pk).update(credentials="nonsense")
        out = io.StringIO()

        with override_settings(CREDENTIAL_KEYS=BOTH), pytest.raises(CommandError):
            call_command("rotate_credential_keys", stdout=out, stderr=out)

        assert f"{first.site.url} is left: " in out.getvalue()
        assert "Sealed 1 password anew, 1 left." in out.getvalue()
        assert opened_by(NEW) == 1

    @override_settings(CREDENTIAL_KEYS=[])
    def test_without_a_key_all_are_left(self) -> None:
        with override_settings(CREDENTIAL_KEYS=[OLDER]):
            seal_sites(1)
        with pytest.raises(CommandError, match="Keep the older keys"):
            rotate()
        assert opened_by(OLDER) == 1


class StillConnectedTests(SiteMixin, TestCase):
    def test_a_site_notices_nothing_of_it(self) -> None:
        self.connect()
        self.push()
        with override_settings(CREDENTIAL_KEYS=BOTH):
            rotate()

        with override_settings(CREDENTIAL_KEYS=[NEW]):
            assert Bridge.of(self.integration).status().contract == 1
            assert state_of(self.integration) == State.READY


def test_what_is_killed_is_finished_by_the_next(own_database: Database) -> None:
    """With -9, at any moment: each password opens with one of both keys all the time."""
    seal_sites(rounds(short=200, full=2000))
    number = SiteIntegration.objects.count()
    settings_of_it = {
        "DATABASE_URL": own_database.url,
        "CREDENTIAL_KEYS": ",".join(BOTH),
    }
    environment = {**os.environ, **settings_of_it}
    command = [sys.executable, "manage.py", "rotate_credential_keys"]

    killed = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE
    )
    while killed.poll() is None and opened_by(NEW) < 10:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    assert killed.returncode == -signal.SIGKILL
    assert opened_by(*BOTH) == number
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, check=True, capture_output=True
    )
    assert b"0 left." in done.stdout
    assert (opened_by(NEW), opened_by(OLDER)) == (number, 0)


def test_a_password_that_comes_meanwhile_is_not_written_over(
    own_database: Database,
) -> None:
    seal_sites(1)
    rows, old = SiteIntegration.objects.all(), SiteIntegration.objects.get().credentials
    new = seal(Credentials("restart-bridge", "a new password"))
    for _ in range(rounds(short=10, full=200)):
        rows.update(credentials=old)

        with override_settings(CREDENTIAL_KEYS=BOTH):
            all_at_once(partial(rows.update, credentials=new), rotate)

            assert unseal(rows.get().credentials or "").password == "a new password"


class DumpTests(SiteMixin, TestCase):
    def test_a_dump_of_the_database_holds_no_usable_secret(self) -> None:
        self.connect()
        self.push()
        with override_settings(CREDENTIAL_KEYS=BOTH):
            rotate()

        dump = self.dump()
        for secret in (self.key, self.key[-40:], self.bridge.service.password, *BOTH):
            assert secret not in dump
        assert self.bridge.url in dump  # it would have been found

    def dump(self) -> str:
        out = io.StringIO()
        call_command("dumpdata", "integrations", stdout=out)
        return out.getvalue()
