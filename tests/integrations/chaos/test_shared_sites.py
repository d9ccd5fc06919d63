"""Two processes follow the same sites: none is followed by both, and none is left."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from integrations.models import SiteIntegration, SyncJob
from tests.databases import Database
from tests.integrations.chaos.programs import (
    connected,
    differences,
    end_leases_by_time,
    environment,
    manage,
)
from tests.integrations.chaos.serving import ServedBridges
from tests.redis_server import RedisServer
from tests.stress import rounds
from wordpress.local.folders import PROJECT
from wordpress.local.machine.processes import Program

pytestmark = pytest.mark.stress
SITES = rounds(short=6, full=50)
POSTS = 80  # of each; a turn's limit is 100
SECONDS = 120
# They record who takes a lease that somebody else has.
TABLE = "CREATE TABLE two_at_once (integration_id bigint)"
ON_SQLITE = """
    CREATE TRIGGER record_leases AFTER UPDATE OF lease ON integrations_site_integrations
    WHEN OLD.lease <> NEW.lease AND OLD.leased_until > strftime('%Y-%m-%d %H:%M:%f', 'now')
    BEGIN
        INSERT INTO two_at_once VALUES (NEW.id);
    END
"""
ON_POSTGRESQL = """
    CREATE FUNCTION record_lease() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO two_at_once VALUES (NEW.id);
        RETURN NEW;
    END $$;
    CREATE TRIGGER record_leases AFTER UPDATE OF lease ON integrations_site_integrations
    FOR EACH ROW WHEN (OLD.lease <> NEW.lease AND OLD.leased_until > clock_timestamp())
    EXECUTE FUNCTION record_lease()
"""


class Sites:
    def __init__(self, served: ServedBridges, database: Database, folder: Path) -> None:
        self.served, self.database, self.folder = served, database, folder
        self.integrations = []
        for name, fake in served.fakes.items():
            fake.fill(POSTS)
            self.integrations.append(connected(fake, name=f"Site {name}"))
        for statement in (TABLE, ON_SQLITE if database.is_sqlite else ON_POSTGRESQL):
            database.query(statement)
        self.env = environment(database, served.address, WP_READ_TIMEOUT="30")

    def check(self) -> None:
        """All is here, and nobody was followed by two."""
        for integration, fake in zip(
            self.integrations, self.served.fakes.values(), strict=True
        ):
            assert differences(self.database, integration, fake, self.folder) == ""
        assert self.database.query("SELECT * FROM two_at_once") == []


@pytest.fixture
def served() -> Iterator[ServedBridges]:
    served = ServedBridges(SITES)
    yield served
    served.stop()


@pytest.fixture
def sites(served: ServedBridges, own_database: Database, tmp_path: Path) -> Sites:
    return Sites(served, own_database, tmp_path)


def test_two_commands_share_the_sites(sites: Sites) -> None:
    programs = [manage(sites.folder, sites.env, "sync_content") for _ in range(2)]

    assert [program.process.wait(SECONDS) for program in programs] == [0, 0]

    sites.check()
    assert SyncJob.objects.filter(state="completed").count() == SITES
    said = (sites.folder / "commands.log").read_text()
    changes = [int(number) for number in re.findall(r"(\d+) change", said)]
    assert (len(changes), sum(changes)) == (2, SITES * POSTS)
    assert all(changes), "one of them did everything"


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    redis = RedisServer()
    yield redis
    redis.remove()


def celery(sites: Sites, *arguments: str) -> Program:
    command = [sys.executable, "-m", "celery", "-A", "integrations.tasks", *arguments]
    return Program(
        "celery",
        command,
        mark=sites.folder,
        log=sites.folder / "celery.log",
        environment=sites.env,
        folder=PROJECT,
    )


def test_two_workers_share_the_sites_and_one_is_killed(
    sites: Sites, redis: RedisServer
) -> None:
    for fake in sites.served.fakes.values():
        fake.before = lambda received: time.sleep(0.03)
    sites.env["SYNC_BROKER_URL"] = f"redis://127.0.0.1:{redis.port}/1"
    one, two = (
        celery(sites, "worker", "--concurrency=1", f"--hostname={name}@here")
        for name in ("one", "two")
    )
    beat = celery(sites, "beat", f"--schedule={sites.folder / 'beat'}")
    try:
        never = SiteIntegration.objects.filter(last_synced_at=None)
        wait_for(lambda: never.count() < SITES)
        assert never.exists(), "all was done before one could be killed"
        one.signal(signal.SIGKILL)
        one.stop(0)
        end_leases_by_time(sites.database)
        wait_for(lambda: not never.exists())
    finally:
        for program in (one, two, beat):
            program.stop()

    sites.check()


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_without_a_broker_celery_is_not_imported(
    own_database: Database, tmp_path: Path
) -> None:
    code = (
        "import django, sys; django.setup();"
        "from django.core.management import call_command; call_command('sync_content');"
        "import restart_registry.urls; print('celery' in sys.modules)"
    )
    env = environment(own_database, DJANGO_SETTINGS_MODULE="restart_registry.settings")

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines() == ["0 sites followed, 0 changes, 0 left.", "False"]
