"""What `make package` makes of Zappa's zip."""

from __future__ import annotations

import marshal
import zipfile
from pathlib import Path

from deploy.aws.repack import pack, unpack

CHECKED_HASH = 0b11  # PEP 552: compared by hash, and really compared
HEADER = 16  # bytes


def zappas_zip(folder: Path) -> Path:
    archive = folder / "zappa.zip"
    with zipfile.ZipFile(archive, "w") as zip_file:
        zip_file.writestr("items/rest/views.py", "KETTLE = {'red', 'blue', 'green'}\n")
        zip_file.writestr("items/rest/__pycache__/views.cpython-311.pyc", b"by date")
        zip_file.writestr("items/rest/__pycache__/__init__.py", "")
        zip_file.writestr("package_info.json", '{"build_user": "ada"}')
        zip_file.writestr("handler.py", "from items.rest import views\n")
    return archive


def repacked(folder: Path, name: str) -> Path:
    unpack(zappas_zip(folder), folder / name)
    pack(folder / name, folder / f"{name}.zip")
    return folder / f"{name}.zip"


def test_bytecode_is_compared_by_hash(tmp_path: Path) -> None:
    with zipfile.ZipFile(repacked(tmp_path, "one")) as archive:
        assert "items/rest/__pycache__/__init__.py" not in archive.namelist()
        [name] = [n for n in archive.namelist() if "views" in n and n.endswith(".pyc")]
        bytecode = archive.read(name)

    assert int.from_bytes(bytecode[4:8], "little") == CHECKED_HASH
    assert marshal.loads(bytecode[HEADER:]).co_filename == (  # noqa: S302 -- our own
        "/var/task/items/rest/views.py"
    )


def test_the_same_code_is_the_same_bytes_wherever_it_was_built(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir()
    there.mkdir()

    assert repacked(here, "one").read_bytes() == repacked(there, "another").read_bytes()


def test_nobody_reads_who_built_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(repacked(tmp_path, "one")) as archive:
        assert "package_info.json" not in archive.namelist()
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
