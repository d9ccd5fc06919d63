"""Settings as a process reads them from its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from restart_registry.sqlite.journal import journal_mode

PRINT_SETTINGS = """
import django
django.setup()
from django.conf import settings
print(settings.API_KEYS, settings.TRUSTED_PROXIES, settings.CORS_ALLOWED_ORIGINS)
"""

PRINT_SQLITE_SETTINGS = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous"):
        print(*cursor.execute(f"PRAGMA {name}").fetchone(), end=" ")
"""


def settings_with(show: str = PRINT_SETTINGS, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", show],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "restart_registry.settings",
            **environment,
        },
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_spaces_in_lists_do_not_count() -> None:
    printed = settings_with(
        API_KEYS="old, new",
        TRUSTED_PROXIES="10.0.0.7, 127.0.0.1",
        CORS_ALLOWED_ORIGINS="https://a.example, https://b.example",
    )

    assert printed == (
        "['old', 'new'] ['10.0.0.7', '127.0.0.1'] "
        "['https://a.example', 'https://b.example']"
    )


MOUNTS = """\
22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/gift\\040list rw - nfs4 efs.example:/ rw
31 30 8:2 / /mnt/gift\\040list/local rw - ext4 /dev/sdb1 rw
32 22 0:41 / /mnt/données rw - nfs4 efs.example:/ rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mountinfo"
    file.write_text(MOUNTS, "utf-8")
    return file


def test_wal_is_for_a_disk_of_the_machine(mounts: Path) -> None:
    for file in ("/var/lib/items.sqlite3", "/mnt/gift list/local/items.sqlite3"):
        assert journal_mode("wal", Path(file), mounts) == "WAL"


@pytest.mark.parametrize("folder", ["/mnt/gift list/api", "/mnt/données"])
def test_wal_is_refused_on_a_network_file_system(mounts: Path, folder: str) -> None:
    efs = Path(folder, "items.sqlite3")

    with pytest.raises(ImproperlyConfigured, match=r"on a network \(nfs4\)"):
        journal_mode("WAL", efs, mounts)
    assert journal_mode("DELETE", efs, mounts) == "DELETE"


def test_there_is_no_other_journal(mounts: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DELETE or WAL"):
        journal_mode("OFF", Path("/items.sqlite3"), mounts)


def test_wal_keeps_every_change_on_the_disk(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'items.sqlite3'}"

    printed = settings_with(
        DATABASE_URL=url, SQLITE_JOURNAL="WAL", show=PRINT_SQLITE_SETTINGS
    )

    assert printed == "wal 2"  # 2 is FULL
