from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """
    Each worker's database is in its own memory already.

    pytest-django knows that of Django's SQLite only, and would make a file of ours.
    """
