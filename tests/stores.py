"""
A pytest plugin for `make test-stores`: the tests run on a PostgreSQL and a Redis.

Without it they run on SQLite and the processes' own memory (tests/environment.py).
"""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from typing import Any

import pytest

from tests.databases import run_sql
from tests.postgresql import PostgreSQL
from tests.redis_server import RedisServer

# What can only be of SQLite or of a process's own memory, and why.
ONLY_THERE = {
    "tests/items/test_activity.py::ActivityTests::test_looks_at_the_index_only": (
        "reads SQLite's plan; PostgreSQL scans a table as small as a test's"
    ),
    "tests/items/in_step/test_check_drift_outages.py::ManyRegistriesTests::"
    "test_whose_the_items_are_is_read_from_an_index_page_by_page": (
        "reads SQLite's plan; PostgreSQL scans a table as small as a test's"
    ),
    "tests/live/test_busy_database.py::test_a_change_waits_for_those_who_read": (
        "PostgreSQL lets people read and write at the same time"
    ),
    "tests/live/test_jobs.py::test_the_daily_jobs_do_their_work": (
        "backup_db copies SQLite's file; PostgreSQL has pg_dump"
    ),
    "tests/wpauth/test_remembered_users.py::RememberedUsersTests::"
    "test_the_cache_is_bounded": "Redis has a limit of its own, maxmemory",
}

running = pytest.StashKey[tuple[PostgreSQL, RedisServer]]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config,
) -> Generator[None, None, None]:
    """Start both before pytest-django reads the settings; xdist's workers inherit them."""
    database, redis = early_config.stash[running] = PostgreSQL(), RedisServer()
    os.environ.update(DATABASE_URL=database.url, CACHE_URL=redis.url)
    yield


def pytest_unconfigure(config: pytest.Config) -> None:
    if stores := config.stash.get(running, None):
        database, redis = stores
        redis.remove()
        database.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: Sequence[Any]) -> None:
    """Give each worker a database and a number in Redis: its tests empty both."""
    database, redis = config.stash[running]
    for number, spec in enumerate(specs, start=2):
        run_sql("CREATE DATABASE {}", spec.id, url=database.url)
        spec.env["DATABASE_URL"] = f"{database.url.rpartition('/')[0]}/{spec.id}"
        spec.env["CACHE_URL"] = f"{redis.url.rpartition('/')[0]}/{number}"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    config.hook.pytest_deselected(
        items=[item for item in items if item.nodeid in ONLY_THERE]
    )
    items[:] = [item for item in items if item.nodeid not in ONLY_THERE]
