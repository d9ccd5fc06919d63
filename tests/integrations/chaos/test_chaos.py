"""A bad line, five writers, workers that are killed and frozen: the copy is right at last."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from integrations.bridge import client_for
from integrations.following.auditing.audit_content import audit
from integrations.following.sync_content import run
from integrations.models import SiteIntegration, SyncedType, SyncJob
from tests.databases import Database
from tests.integrations.chaos.programs import (
    END_LEASES,
    a_second_ago,
    connected,
    differences,
    end_leases_by_time,
    environment,
    host_of,
    worker,
)
from tests.integrations.chaos.serving import ServedBridge
from tests.integrations.chaos.unreliable_line import UnreliableLine
from tests.integrations.chaos.writers import Writers
from tests.stress import rounds
from wordpress.local.machine.processes import Program

pytestmark = pytest.mark.stress
BREAKS = rounds(short=10, full=120)  # of the line
KILLED, FROZEN = rounds(short=1, full=8), rounds(short=3, full=30)
LIFE = 2.5  # seconds of a worker, more or less: it takes most of them to start
WORKERS = 3
TRIGGER = """
    CREATE TABLE marked_deleted (type_id, external_id, seq);
    CREATE TRIGGER record_deletions AFTER UPDATE ON integrations_content_items
    WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL
    BEGIN
        INSERT INTO marked_deleted VALUES (NEW.type_id, NEW.external_id, NEW.seq);
    END;
"""


class Workers:
    """Some processes that follow one site, and what becomes of them."""

    def __init__(
        self, folder: Path, site: int, database: Database, env: dict[str, str]
    ) -> None:
        self.folder, self.site, self.env = folder, site, env
        self.database = database
        self.programs = [self.start() for _ in range(WORKERS)]
        self.killed = self.frozen = 0

    def start(self) -> Program:
        return worker(self.folder, self.site, self.env)

    def kill_and_freeze(self, by: random.Random, *, until: Callable[[], bool]) -> None:
        last = time.monotonic()
        while self.killed < KILLED or self.frozen < FROZEN or not until():
            time.sleep(by.uniform(0.05, 0.3))
            self.freeze_one(by)
            if time.monotonic() - last > by.uniform(0.5, 1.5) * LIFE:
                self.kill_one()
                last = time.monotonic()

    def kill_one(self) -> None:
        oldest = self.programs.pop(0)  # the others have hardly begun
        oldest.signal(signal.SIGKILL)
        oldest.stop(0)
        self.programs.append(self.start())
        end_leases_by_time(self.database)
        self.killed += 1

    def freeze_one(self, by: random.Random) -> None:
        """Another one finishes what this one had begun; then it wakes up."""
        program = by.choice(self.programs)
        program.signal(signal.SIGSTOP)
        # In the middle of a transaction it keeps SQLite's lock: nobody else could go on.
        if self.has_ended_leases():
            time.sleep(0.4)
            self.frozen += 1
        program.signal(signal.SIGCONT)

    def has_ended_leases(self) -> bool:
        file = self.database.url.removeprefix("sqlite:///")
        try:
            with sqlite3.connect(file, timeout=0.5) as connection:
                connection.execute(END_LEASES, [a_second_ago(self.database)])
        except sqlite3.OperationalError:
            return False
        return True

    def stop(self) -> None:
        for program in self.programs:
            program.stop(0)


@pytest.fixture
def line(request: pytest.FixtureRequest) -> Iterator[UnreliableLine]:
    line = UnreliableLine(request.getfixturevalue("seed"))
    yield line
    line.close()
    client_for.cache_clear()


@pytest.fixture
def served(line: UnreliableLine) -> Iterator[ServedBridge]:
    served = ServedBridge(line.url)
    line.open_to(served.address)
    yield served
    served.stop()


@pytest.mark.parametrize("seed", range(rounds(short=2, full=20)))
def test_whatever_breaks_the_copy_is_right_at_last(
    seed: int,
    line: UnreliableLine,
    served: ServedBridge,
    own_file: Database,
    tmp_path: Path,
    settings: Settings,
) -> None:
    by = random.Random(seed)  # noqa: S311  # no secret
    line.is_mended = True
    served.fake.fill(700)
    integration = connected(served.fake)
    with own_file.connected() as connection:
        connection.executescript(TRIGGER)
    line.is_mended = False
    writers = Writers(served, seed)
    env = environment(own_file, line.url)
    workers = Workers(tmp_path, integration.site_id, own_file, env)
    try:
        writers.start()
        workers.kill_and_freeze(by, until=lambda: line.breaks >= BREAKS)
        writers.stop()
    finally:
        workers.stop()
    end_leases_by_time(own_file)
    line.mend()

    settings.INTEGRATIONS_PRIVATE_HOSTS = [host_of(line.url)]
    assert run(integration, until_head=True)

    assert differences(own_file, integration, served.fake, tmp_path) == ""
    assert wrongly_deleted(own_file, writers) == []
    job = audit(SiteIntegration.objects.get(pk=integration.pk), fix=False)
    assert job
    found = SyncJob.objects.get(pk=job.pk)
    drift = (found.missing_here, found.missing_there, found.different)
    assert drift == (0, 0, 0)


def wrongly_deleted(database: Database, writers: Writers) -> list[object]:
    """Return what was marked deleted by a change that left it live."""
    marked = database.query("SELECT type_id, external_id, seq FROM marked_deleted")
    types = {x.pk: (x.kind, x.slug) for x in SyncedType.objects.all()}
    return [
        (types[type_id], external_id, seq)
        for type_id, external_id, seq in marked
        if types[type_id][0] == "post_type"
        and writers.was_live[types[type_id], external_id].get(seq, True)
    ]
