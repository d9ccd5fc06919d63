"""Tests of POST downloads with a database that others use at the same time."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.packages.machine import Machine
from tests.packages.pages.machine import store

ADDRESS, AGENT = "203.0.113.77", "Composer-of-nobody-else"
POST = f"""
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from django.test import Client

def tell(_):
    body = '{{"downloads": [{{"name": "wp-plugin/tea", "version": "1.0.0.0"}}]}}'
    response = Client().post(
        "/packages/downloads", body, "application/json",
        REMOTE_ADDR="{ADDRESS}", HTTP_USER_AGENT="{AGENT}",
    )
    connections.close_all()
    return response.status_code

with ThreadPoolExecutor(8) as threads:
    print(*threads.map(tell, range(TIMES)))
"""


def tell(machine: Machine, times: int) -> list[str]:
    """Return the status of each answer; a process of the machine asks for them."""
    process = machine.manage("shell", "-c", POST.replace("TIMES", str(times)))
    assert process.returncode == 0, process.stderr
    return process.stdout.split()[-times:]


def events(machine: Machine) -> int:
    [[number]] = machine.query("SELECT COUNT(*) FROM packages_installevent")
    return int(number)


def test_the_same_installation_told_by_many_at_once_counts_once(
    machine: Machine,
) -> None:
    store(machine, "wp-plugin/tea", "1.0")

    assert tell(machine, 40) == ["200"] * 40
    assert events(machine) == 1


def test_nobody_can_be_read_from_the_database(machine: Machine) -> None:
    store(machine, "wp-plugin/tea", "1.0")
    tell(machine, 1)

    assert events(machine) == 1
    for file in machine.folder.glob("packages.sqlite3*"):
        content = file.read_bytes()
        assert ADDRESS.encode() not in content
        assert AGENT.encode() not in content


def test_while_the_database_is_locked_composer_hears_that_all_is_well(
    machine: Machine,
) -> None:
    store(machine, "wp-plugin/tea", "1.0")
    with closing(sqlite3.connect(machine.file)) as database:
        database.execute("BEGIN IMMEDIATE")
        assert tell(machine, 2) == ["200"] * 2
        database.rollback()

    assert events(machine) == 0
