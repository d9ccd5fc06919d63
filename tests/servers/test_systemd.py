"""deploy/systemd: the API and the regular jobs on a server without Docker."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.packages import require
from tests.databases import empty_database
from wordpress.local.folders import PROJECT
from wordpress.local.machine.ports import free_port
from wordpress.local.machine.processes import Program

UNITS = PROJECT / "deploy/systemd"
COMMON = "restart-registry-.service.d/all.conf"
SERVER = "/opt/restart-registry"  # where they expect this repository
SECONDS = 60
MOST_EXPOSED = "15"  # of 100, as `systemd-analyze security` counts

Settings = dict[str, list[str]]


@pytest.fixture(scope="module", autouse=True)
def _systemd() -> None:
    require()


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Our units, with the places of this machine: systemd looks whether the programs are there."""
    folder = tmp_path / "units"
    shutil.copytree(UNITS, folder)
    for file in (path for path in folder.rglob("*") if path.is_file()):
        text = file.read_text()
        text = text.replace(f"{SERVER}/.venv/bin", str(Path(sys.executable).parent))
        file.write_text(text.replace(SERVER, str(PROJECT)))
    return folder


def names(kind: str) -> list[str]:
    return sorted(file.name for file in UNITS.glob(f"*.{kind}"))


def read(file: Path) -> Settings:
    """Return the settings of a unit: some names stand in it more than once."""
    found: Settings = defaultdict(list)
    for name, value in re.findall(r"^(\w+)=(.*)$", file.read_text(), re.MULTILINE):
        found[name].append(value)
    return found


def analyze(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/usr/bin/systemd-analyze", "--no-pager", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )


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
    assert all(name.startswith("restart-registry-") for name in names("service"))
    common = read(UNITS / COMMON)
    assert common["User"] == ["restart-registry"]
    assert common["EnvironmentFile"] == [f"{SERVER}/.env"]


class Manager:
    """What systemd is to a service with Type=notify: it is told when the service is ready."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.address))
        self.socket.settimeout(SECONDS)

    def is_told(self) -> list[str]:
        return self.socket.recv(4096).decode().splitlines()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the common file and an .env say, for a database of its own."""
    database = tmp_path / "items.sqlite3"
    database.write_bytes(empty_database())
    return {
        **{name: value for name, value in os.environ.items() if name != "PATH"},
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "DATABASE_URL": f"sqlite:///{database}",
    }


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path)
    yield manager
    manager.socket.close()


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

    done = subprocess.run(
        line.replace("%i", "clearsessions").split(),
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


def test_the_daily_jobs_are_those_of_the_script(units: Path) -> None:
    assert read(units / "restart-registry-daily.service")["ExecStart"] == [
        "/bin/sh deploy/jobs/daily.sh"
    ]
    assert (PROJECT / "deploy/jobs/daily.sh").is_file()


def test_timers_run_what_is_to_be_done_regularly() -> None:
    table = (PROJECT / "docs/operations.md").read_text().partition("## Commands")[0]
    due = dict(re.findall(r"^\| `(\w+)` \| every (5 minutes|day)", table, re.M))
    script = (PROJECT / "deploy/jobs/daily.sh").read_text()
    (jobs,) = re.findall(r"^for job in (.*); do", script, re.M)
    when = {"*:0/5": "5 minutes", "daily": "day"}

    planned = {}
    for name in names("timer"):
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
        *names("timer"),
    }
