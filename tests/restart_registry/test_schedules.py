"""The regular jobs, started as Zappa starts them for an event of EventBridge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.test import TestCase
from django.utils.module_loading import import_string

from items.models import OutOfStepRegistry
from restart_registry import schedules
from tests.databases import empty_database
from tests.restart_registry.database.databases import use_database
from tests.worlds import FakeWordPressMixin
from wordpress.local.folders import PROJECT

STAGES = json.loads((PROJECT / "zappa_settings.json").read_text())
SCHEDULED = [event["function"] for event in STAGES["ops"]["events"]]
DAILY = (PROJECT / "deploy/jobs/daily.sh").read_text()

POSTGRESQL = "django.db.backends.postgresql"


@pytest.mark.parametrize("path", SCHEDULED)
def test_a_scheduled_function_can_be_found_by_the_name_of_its_rule(path: str) -> None:
    """Zappa takes the function from what follows the last hyphen of a rule's name."""
    assert callable(import_string(path))
    assert "-" not in path
    assert len(path) < 64


def test_what_runs_daily_in_docker_runs_on_lambda_too() -> None:
    jobs = DAILY.partition("for job in ")[2].partition(";")[0].split()

    names = [path.rpartition(".")[2] for path in SCHEDULED]
    assert sorted(names) == sorted([*jobs, "sync_item_ids"])


class SchedulesTests(FakeWordPressMixin, TestCase):
    def test_a_job_does_what_its_command_does(self) -> None:
        registry_id = self.wordpress.make_registry()
        OutOfStepRegistry.objects.create(registry_id=registry_id)

        schedules.sync_item_ids({"detail-type": "Scheduled Event"}, None)

        assert not OutOfStepRegistry.objects.exists()

    def test_a_job_that_runs_twice_does_no_harm(self) -> None:
        for job in (schedules.clearsessions, schedules.purge_idempotency_keys):
            job({}, None)
            job({}, None)

    def test_a_job_that_fails_says_so_and_fails(self) -> None:
        self.wordpress.stop()
        with (
            self.assertLogs("restart_registry.schedules", "ERROR") as log,
            self.assertRaises(CommandError),
        ):
            schedules.check_drift({}, None)

        assert "the scheduled job check_drift failed: " in log.output[0]


@pytest.mark.parametrize("engine", ["restart_registry.sqlite", POSTGRESQL])
def test_what_can_be_backed_up_is(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "items.sqlite3"
    file.write_bytes(empty_database())
    use_database(monkeypatch, engine, file)

    schedules.backup_db({}, None)

    assert (tmp_path / "backups").exists() is (engine != POSTGRESQL)
