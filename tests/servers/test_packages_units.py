"""deploy/systemd: packages on a server without Docker. tests/servers/test_systemd.py verifies them, too."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from packages.operations.timetable import TIMETABLE
from tests.packages.machine import Machine
from tests.servers.systemd import SERVER, UNITS, Manager, analyze, names, read, started
from wordpress.local.folders import PROJECT
from wordpress.local.machine.processes import Program

PREFIX = "restart-packages"
PIPELINE = f"{PREFIX}-command@pipeline.service"
COMMON = f"{PREFIX}-.service.d/all.conf"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.migrate()
    return machine


@pytest.mark.parametrize("command", ["pipeline", "migrate"])
def test_systemd_finds_nothing_wrong_with_commands_of_their_own(
    units: Path, command: str
) -> None:
    service = f"{PREFIX}-command@{command}.service"

    found = analyze("verify", "--man=no", service, folder=units)

    assert (found.returncode, found.stdout + found.stderr) == (0, "")


def test_all_services_run_as_a_user_of_their_own_who_writes_one_folder() -> None:
    common = read(UNITS / COMMON)

    assert (UNITS / f"{PREFIX}.service.d/all.conf").samefile(UNITS / COMMON)
    assert common["User"] == [PREFIX]
    assert common["ProtectSystem"] == ["strict"]
    assert common["ReadWritePaths"] == ["/srv/packages"]
    assert common["EnvironmentFile"] == ["/etc/restart-packages.env"]
    for name in names("service", prefix=PREFIX):
        assert (
            not {"User", "ReadWritePaths", "StateDirectory"} & read(UNITS / name).keys()
        )


def test_they_are_as_closed_as_the_services_of_the_api() -> None:
    api = read(UNITS / "restart-registry-.service.d/all.conf")
    closed = {name: api[name] for name in api if name not in read(UNITS / COMMON)}

    assert closed.keys() == {"StateDirectory", "StateDirectoryMode"}
    for name in (
        "SystemCallFilter",
        "CapabilityBoundingSet",
        "RestrictAddressFamilies",
    ):
        assert read(UNITS / COMMON)[name] == api[name]


def test_a_command_that_another_one_kept_from_its_work_has_not_failed() -> None:
    command = read(UNITS / f"{PREFIX}-command@.service")

    assert command["SuccessExitStatus"] == ["75", "143"]


def test_timers_run_what_the_scheduler_runs_and_as_often() -> None:
    planned = {}
    for name in names("timer", prefix=PREFIX):
        timer = read(UNITS / name)
        [calendar] = timer["OnCalendar"]
        planned[name.split("@")[1].removesuffix(".timer")] = seconds_between(calendar)
        assert timer["Persistent"] == ["yes"]

    assert planned == {job.name: job.every for job in TIMETABLE}
    pipeline = read(UNITS / f"{PREFIX}-command@pipeline.timer")
    jitter = next(job.jitter for job in TIMETABLE if job.name == "pipeline")
    assert pipeline["RandomizedDelaySec"] == [str(jitter)]


def seconds_between(calendar: str) -> float:
    """Ask systemd for the next two times."""
    said = analyze("calendar", "--iterations=2", calendar).stdout
    pattern = r"(?:Next elapse|Iter\. #2): \w+ (\S+ \S+) UTC"
    first, second = map(datetime.fromisoformat, re.findall(pattern, said))
    return (second - first).total_seconds()


def test_only_the_pipeline_is_given_arguments() -> None:
    [template] = read(UNITS / f"{PREFIX}-command@.service")["ExecStart"]
    reset, line = read(UNITS / f"{PIPELINE}.d/svn.conf")["ExecStart"]

    command = " ".join(next(job.command for job in TIMETABLE if job.jitter))
    assert (reset, line) == ("", template.replace("%i", command))
    assert [job.command for job in TIMETABLE if len(job.command) > 1] == [
        ("pipeline", "--discover-source", "svn")
    ]


def test_both_databases_are_migrated() -> None:
    [template] = read(UNITS / f"{PREFIX}-command@.service")["ExecStart"]
    [more] = read(UNITS / f"{PREFIX}-command@migrate.service.d/packages.conf")[
        "ExecStart"
    ]

    assert more == template.replace("%i", "migrate --database packages")


def test_the_server_says_when_it_is_ready(
    units: Path, machine: Machine, manager: Manager, environment: dict[str, str]
) -> None:
    service = read(units / f"{PREFIX}.service")
    [line] = service["ExecStart"]
    program = Program(
        "packages",
        line.replace("127.0.0.1:8002", f"unix:{machine.folder}/socket").split(),
        mark=machine.folder,
        log=machine.folder / "log",
        environment={
            **environment,
            **machine.settings,
            "NOTIFY_SOCKET": str(manager.address),
        },
        folder=PROJECT,
    )
    try:
        assert service["Type"] == ["notify"]
        assert "READY=1" in manager.is_told()
    finally:
        program.stop()


def test_a_command_runs_as_the_template_says(
    units: Path, machine: Machine, environment: dict[str, str]
) -> None:
    [line] = read(units / f"{PREFIX}-command@.service")["ExecStart"]

    done = started(
        line.replace("%i", "aggregate_installs"), {**environment, **machine.settings}
    )

    assert done.returncode == 0, done.stderr


def test_the_page_about_it_names_what_is_there() -> None:
    page = (PROJECT / "docs/packages.md").read_text()
    section = page.partition("### A server without Docker\n")[2].partition("\n##")[0]
    named = set(re.findall(r"restart-packages(?:-command@\w+)?(?:\.\w+)?", section))

    assert named >= {*names("timer", prefix=PREFIX), "restart-packages.env"}
    assert "restart-packages-command@migrate" in named
    assert SERVER in section
    assert "/srv/packages" in section
