"""`manage.py import_lambda_db` with a FILE that can't be read says what it is instead."""

from __future__ import annotations

import sqlite3

from items.models import Item
from tests.items.first_generation.lambda_files import ImportMixin, LambdaFile

ADD_TIMES = "ALTER TABLE items ADD created_at; ALTER TABLE items ADD updated_at"


class FileTests(ImportMixin):
    def test_what_is_no_sqlite_file(self) -> None:
        text = self.folder / "text.db"
        text.write_text("name,price\nKettle,5\n")
        empty = self.folder / "empty.db"
        empty.touch()

        assert "no SQLite database: it begins with b'name,pri'." in self.refused(text)
        assert "empty.db is empty." in self.refused(empty)
        assert "can't be read: Is a directory." in self.refused(self.folder)
        nothing = self.folder / "nothing.db"
        assert "can't be read: No such file or directory." in self.refused(nothing)
        assert not nothing.exists()

    def test_another_sqlite_database(self) -> None:
        items = "CREATE TABLE items (id {}, name, description, price, is_active, c)"
        for script, says in (
            ("VACUUM", "has no table items. It has no tables at all."),
            ("CREATE TABLE posts (a); CREATE TABLE users (b)", "'posts', 'users'."),
            ("CREATE TABLE items (id INTEGER PRIMARY KEY, title)", "no column name, "),
            (items.format("INTEGER PRIMARY KEY"), "no column created_at, updated_at."),
            (items.format("TEXT") + ";" + ADD_TIMES, "is no INTEGER PRIMARY KEY."),
            ("CREATE VIEW items AS SELECT 1 AS id", "no column name, "),
        ):
            with self.subTest(script):
                path = self.folder / "other.db"
                path.unlink(missing_ok=True)
                connection = sqlite3.connect(path)
                connection.executescript(f"PRAGMA user_version = 1; {script}")
                connection.close()

                assert says in self.refused(path)

    def test_a_damaged_file(self) -> None:
        file = self.old_file()
        file.add_many(
            [{"name": f"{n} {'x' * 80}", "url": "https://a.test/"} for n in range(2000)]
        )
        size = file.path.stat().st_size
        with file.path.open("r+b") as damaged:
            damaged.seek(size // 2)
            damaged.write(b"\xff" * (size // 3))

        assert "malformed" in self.refused(file)

    def test_a_file_in_wal_mode_is_not_touched(self) -> None:
        file = self.old_file()
        file.script("PRAGMA journal_mode=WAL")

        assert "is in WAL mode" in self.refused(file)

        assert list(self.folder.iterdir()) == [file.path]

    def test_a_write_that_was_cut_short_is_not_taken_for_the_truth(self) -> None:
        file = self.old_file()
        file.add_many([{"name": "x" * 80, "url": "https://a.test/"}] * 5000)
        path = self.folder / "cut.db"
        journal = self.folder / "cut.db-journal"
        connection = sqlite3.connect(file.path)
        connection.execute("PRAGMA cache_size = 5")
        connection.execute("UPDATE items SET name = 'half'")
        path.write_bytes(file.path.read_bytes())
        journal.write_bytes(file.path.with_name("data0.db-journal").read_bytes())
        connection.rollback()
        connection.close()

        assert "was cut short, and only cut.db-journal beside it" in self.refused(path)

        assert journal.exists()
        assert not Item.objects.exists()

    def test_nothing_is_written_to_the_file_or_beside_it(self) -> None:
        file = self.old_file()
        file.add()
        before = (file.path.read_bytes(), file.path.stat().st_mtime_ns)

        self.imported(file)

        assert (file.path.read_bytes(), file.path.stat().st_mtime_ns) == before
        assert list(self.folder.iterdir()) == [file.path]

    def test_a_name_with_signs_that_mean_something_in_an_address(self) -> None:
        file = LambdaFile(self.folder / "data?mode=rwc#%20.db")
        file.add()

        assert "1 imported" in self.imported(file)
