from __future__ import annotations

import pytest
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """
    Each worker's database is in its own memory already.

    pytest-django knows that of Django's SQLite only, and would make a file of ours.
    """


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Let tests that need one database only run alone."""
    for connection in connections.all():
        connection.settings_dict["TEST"]["DEPENDENCIES"] = []
