"""A large site is read while its reader is killed again and again: each page counts once."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Sum

from integrations.models import SyncedType, SyncJob
from tests.databases import Database
from tests.integrations.chaos.programs import (
    connected,
    differences,
    end_leases_by_time,
    environment,
    manage,
)
from tests.integrations.chaos.serving import ServedBridge
from tests.stress import rounds

pytestmark = pytest.mark.stress
POSTS = rounds(short=8_000, full=100_000)
KILLED = rounds(short=3, full=10)
SECONDS = 120


@pytest.fixture
def served() -> Iterator[ServedBridge]:
    served = ServedBridge()
    yield served
    served.stop()


def test_a_reader_that_is_killed_goes_on_where_it_was(
    served: ServedBridge, own_database: Database, tmp_path: Path
) -> None:
    served.fake.fill(POSTS)
    integration = connected(served.fake)
    env = environment(own_database, served.fake.url, WP_READ_TIMEOUT="30")
    command = ("sync_content", "--site", str(integration.site_id))
    moments = sorted(random.sample(range(1, POSTS * 9 // 10), KILLED))

    for moment in moments:
        program = manage(tmp_path, env, *command)
        wait_until_read(moment)
        program.signal(signal.SIGKILL)
        program.stop(0)
        end_leases_by_time(own_database)
    last = manage(tmp_path, env, *command)
    assert last.process.wait(SECONDS) == 0

    assert differences(own_database, integration, served.fake, tmp_path) == ""
    job = SyncJob.objects.get()
    assert job.state == "completed"
    numbers = SyncJob.objects.aggregate(Sum("created"), Sum("unchanged"))
    assert numbers == {"created__sum": POSTS, "unchanged__sum": 0}


def wait_until_read(number: int) -> None:
    end = time.monotonic() + SECONDS
    while SyncedType.objects.get(slug="post").cursor < number:
        assert time.monotonic() < end
        time.sleep(0.005)
