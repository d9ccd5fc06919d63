"""`manage.py import_lambda_db` is killed, interrupted, or fails half-way, and then goes on."""

from __future__ import annotations

import os
import pty
import random
import signal
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest

from items.first_generation.lambda_import import BATCH
from tests.items.first_generation.lambda_files import LambdaFile
from tests.programs import SECONDS, CommandProgram
from tests.stress import rounds

ROWS = 3000
COLUMNS = "id, name, url, registry_id, quantity_needed"


class Importer(CommandProgram):
    """The command, and a file for it."""

    def __init__(self, folder: Path) -> None:
        self.file = LambdaFile(folder / "old.db")
        super().__init__(folder, "import_lambda_db", str(self.file.path))
        self.file.add_many(
            [
                {
                    "name": f"Gift {number}",
                    "url": f"https://shop.example/{number}",
                    "price": number / 7,
                    "registry_id": 1 + number % 40,
                    "quantity_needed": 1 + number % 9,
                }
                for number in range(1, ROWS + 1)
            ]
        )

    def is_whole(self) -> bool:
        rows = f"SELECT {COLUMNS} FROM items ORDER BY id"  # noqa: S608 -- our names
        marks = self.database.query(
            "SELECT registry_id FROM registries_out_of_step ORDER BY 1"
        )
        return self.database.query(rows) == self.file.query(rows) and marks == [
            (number,) for number in range(1, 41)
        ]


@pytest.fixture
def importer(tmp_path: Path) -> Importer:
    return Importer(tmp_path)


@pytest.mark.stress
def test_killed_at_a_random_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    for number in range(rounds(short=1, full=20)):
        folder = tmp_path / str(number)
        folder.mkdir()
        importer = Importer(folder)
        with importer.started() as process:
            importer.wait_for()
            time.sleep(random.uniform(0, 0.5))  # noqa: S311 -- no secret
            process.send_signal(signal.SIGKILL)
        there = importer.count()

        assert there % BATCH == 0  # a batch is taken whole or not at all
        said = importer.run()
        assert f"{ROWS - there} imported, 0 updated, {there} unchanged" in said
        assert importer.is_whole()


def test_ctrl_c_says_what_is_in_and_what_next(importer: Importer) -> None:
    with importer.started() as process:
        importer.wait_for()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 130
    assert "CommandError: Interrupted. " in err
    assert "Run it again for the rest." in err
    assert "Traceback" not in err
    assert 0 < importer.count() < ROWS
    importer.run()
    assert importer.is_whole()


def test_a_row_that_the_database_refuses_takes_its_batch_back_alone(
    importer: Importer,
) -> None:
    only_one = "CASE WHEN id IN (1, 1250) THEN 1 END"
    importer.database.query(f"CREATE UNIQUE INDEX trouble ON items (({only_one}))")

    with importer.started() as process:
        process.communicate(timeout=SECONDS)

    assert process.returncode == 1
    assert importer.count() == 1000
    importer.database.query("DROP INDEX trouble")
    importer.run()
    assert importer.is_whole()


def test_a_database_that_stays_locked_is_said(importer: Importer) -> None:
    with importer.database.locked(), importer.started() as process:
        _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 1
    assert "The database of items failed: " in err
    assert "locked" in err or "lock timeout" in err
    assert "Run it again" in err
    assert "Traceback" not in err


def test_items_made_meanwhile_get_ids_beyond_those_of_the_file(
    importer: Importer,
) -> None:
    made = []
    insert = (
        "INSERT INTO items (name, url, quantity_needed, quantity_purchased, is_active, "
        "created_at, updated_at) VALUES ('new', 'https://a.test/', 1, 0, true, "
        "'2026-11-21 00:00:00', '2026-11-21 00:00:00') RETURNING id"
    )
    with importer.started() as process:
        importer.wait_for()
        while process.poll() is None:
            [(item_id,)] = importer.database.query(insert)
            made.append(item_id)
            time.sleep(0.05)
        out, err = process.communicate(timeout=SECONDS)

    assert f"{ROWS} imported" in out, err
    assert made == list(range(ROWS + 1, ROWS + 1 + len(made)))


def test_a_terminal_sees_how_far_it_is(importer: Importer) -> None:
    terminal, other_end = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    with importer.started(stderr=other_end) as process:
        os.close(other_end)
        shown = b""
        with suppress(OSError):  # the program has ended
            while part := os.read(terminal, 1000):
                shown += part
        out, _ = process.communicate(timeout=SECONDS)
    os.close(terminal)

    assert f"{ROWS}/{ROWS}" in shown.decode()
    assert f"{ROWS} imported" in out
    assert "%|" not in importer.run()
