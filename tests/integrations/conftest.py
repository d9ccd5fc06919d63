from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from restart_registry.database.configuration import database_settings
from tests.databases import Database, new_database, new_sqlite


@pytest.fixture
def own_database(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """
    A database that each thread has a connection of its own to, as processes have.

    The tests' SQLite is in memory, where two connections don't wait for each other.
    """
    with used(new_database(tmp_path), django_db_blocker) as database:
        yield database


@pytest.fixture
def own_file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """The same on SQLite, for what another program reads or a trigger records."""
    with used(new_sqlite(tmp_path), django_db_blocker) as database:
        yield database


@contextmanager
def used(database: Database, blocker: DjangoDbBlocker) -> Iterator[Database]:
    """Let Django use it in this process, too."""
    before, its_connection = connections.settings, connections["default"]
    settings = {"default": database_settings(database.url)}
    connections.settings = {**before, **connections.configure_settings(settings)}
    connections["default"] = connections.create_connection("default")
    with blocker.unblock():
        yield database
        connections["default"].close()
    connections.settings = before
    connections["default"] = its_connection
    database.remove()
