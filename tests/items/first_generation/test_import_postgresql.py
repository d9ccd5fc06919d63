"""`manage.py import_lambda_db` on PostgreSQL, whose ids come from a sequence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.items.first_generation.lambda_files import LambdaFile
from tests.postgresql import PostgreSQL
from wordpress.local.folders import PROJECT

SEQUENCE = "pg_get_serial_sequence('items', 'id')"


@pytest.fixture
def database() -> Iterator[PostgreSQL]:
    database = PostgreSQL()
    yield database
    database.stop()


def manage(database: PostgreSQL, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": database.url},
        check=True,
    )


def ask(database: PostgreSQL, sql: str) -> int:
    with psycopg.connect(database.url) as connection:
        (number,) = connection.execute(sql.encode()).fetchone() or (0,)
        return int(number)


def test_no_id_is_given_twice(database: PostgreSQL, tmp_path: Path) -> None:
    manage(database, "migrate", "--verbosity=0")
    file = LambdaFile(tmp_path / "data.db")
    file.add(id=1000)

    manage(database, "import_lambda_db", str(file.path))
    assert ask(database, f"SELECT nextval({SEQUENCE})") == 1001

    # Items up to 5000 existed once.
    ask(database, f"SELECT setval({SEQUENCE}, 5000)")
    manage(database, "import_lambda_db", str(file.path))
    assert ask(database, f"SELECT nextval({SEQUENCE})") == 5001
