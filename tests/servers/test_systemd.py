"""deploy/systemd: the API and the regular jobs on a server without Docker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.servers.systemd import SERVER, UNITS, Manager, analyze, names, read, started
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

COMMON = "restart-registry-.service.d/all.conf"
MOST_EXPOSED = "15"  # of 100, as `systemd-analyze security` counts
OURS = "restart-registry-"


def test_systemd_finds_nothing_wrong(units: Path) -> None:
    found = analyze(
        "verify", "--man=no", *names("service"), *names("timer"), folder=units
    )

    assert (found.returncode, found.stdout + found.stderr) == (0, "")


def test_systemd_would_find_a_slip(units: Path) -> None:
    (units / COMMON).write_text((units / COMMON).read_text() + "PrivateTemp=yes\n")

    found = analyze("verify", "--man=no", *names("service"), folder=units)

    assert "PrivateTemp" in found.stderr


@pytest.mark.parametrize("service", names("service"))
def test_an_intruder_would_find_little(units: Path, service: str) -> None:
    found = analyze(
        *("security", "--offline=true", f"--threshold={MOST_EXPOSED}", service),
        folder=units,
    )

    assert found.returncode == 0, found.stdout


def test_what_they_have_in_common_reaches_all_of_them() -> None:
    families = (OURS, "restart-packages.", "restart-packages-")
    assert all(name.startswith(families) for name in names("service"))
    common = read(UNITS / COMMON)
    assert common["User"] == ["restart-registry"]
    assert common["EnvironmentFile"] == [f"{SERVER}/.env"]


def test_the_api_says_when_it_is_ready(
    units: Path, environment: dict[str, str], manager: Manager, tmp_path: Path
) -> None:
    service = read(units / "restart-registry-api.service")
    program = Program(
        "the API",
        service["ExecStart"][0].split(),
        mark=tmp_path,
        log=tmp_path / "log",
        environment={
            **environment,
            "API_PORT": str(free_port()),
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
    units: Path, environment: dict[str, str]
) -> None:
    (line,) = read(units / "restart-registry-command@.service")["ExecStart"]

    done = started(line.replace("%i", "clearsessions"), environment)

    assert done.returncode == 0, done.stderr


def test_the_daily_jobs_are_those_of_the_script(units: Path) -> None:
    assert read(units / "restart-registry-daily.service")["ExecStart"] == [
        "/bin/sh deploy/jobs/daily.sh"
    ]
    assert (PROJECT / "deploy/jobs/daily.sh").is_file()


def test_timers_run_what_is_to_be_done_regularly() -> None:
    table = (PROJECT / "docs/operations.md").read_text().partition("## Commands")[0]
    due = dict(re.findall(r"^\| `(\w+)` \| every (minute|5 minutes|day)", table, re.M))
    script = (PROJECT / "deploy/jobs/daily.sh").read_text()
    (jobs,) = re.findall(r"^for job in (.*); do", script, re.M)
    when = {"*:*": "minute", "*:0/5": "5 minutes", "daily": "day"}

    planned = {}
    for name in names("timer", prefix=OURS):
        (calendar,) = read(UNITS / name)["OnCalendar"]
        command = re.fullmatch(r"restart-registry-command@(\w+)\.timer", name)
        for job in [command[1]] if command else jobs.split():
            planned[job] = when[calendar]

    assert planned == due


def test_every_timer_has_its_service() -> None:
    for name in names("timer"):
        assert read(UNITS / name)["WantedBy"] == ["timers.target"]
        service = re.sub(r"(?<=@).*", "", name.removesuffix(".timer")) + ".service"
        assert service in names("service")


def test_the_page_about_it_names_what_is_there() -> None:
    page = (PROJECT / "docs/operations.md").read_text()
    section = page.partition("## A server without Docker\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"restart-registry-\w+(?:@\w+)?(?:\.timer)?", section))

    assert named == {
        "restart-registry-api",
        "restart-registry-command@backup_db",
        "restart-registry-command@migrate",
        *names("timer", prefix=OURS),
    }
