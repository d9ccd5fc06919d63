"""The regular jobs, started as Zappa starts them for an event of EventBridge."""

from __future__ import annotations

import json

import pytest
from django.core.management.base import CommandError
from django.test import TestCase
from django.utils.module_loading import import_string

from items.models import OutOfStepRegistry
from restart_registry import schedules
from tests.worlds import FakeWordPressMixin
from wordpress.local.folders import PROJECT

STAGES = json.loads((PROJECT / "zappa_settings.json").read_text())
SCHEDULED = [event["function"] for event in STAGES["ops"]["events"]]
DAILY = (PROJECT / "deploy/jobs/daily.sh").read_text()


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
        """The tests' database is in memory, of which there is no file to back up."""
        with (
            self.assertLogs("restart_registry.schedules", "ERROR") as log,
            self.assertRaises(CommandError),
        ):
            schedules.backup_db({}, None)

        assert "the scheduled job backup_db failed: " in log.output[0]
