"""What a zip may hold, and how large it may be."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

from deploy.aws.stages import PROJECT

# Bytes: 19.5 MB when it was measured (November 2026), and a tenth more. Half of it is
# Django, a quarter the admin's and Swagger's static files. A zip that outgrows this has
# a new package, or one that was forgotten in `exclude_glob`: look before you raise it.
MOST_BYTES = 21_500_000
MOST_BYTES_UNZIPPED = 57_000_000  # 51.7 MB, and a tenth more
NOT_WANTED = re.compile(
    r"(^|/)(\.env|[^/]*\.sqlite3|zappa_settings[^/]*\.json|package_info\.json|[^/]*\.php)$"
    r"|^(tests|wordpress|docs|benchmarks|deploy|packages|\.local|\.ci|\.git)/"
    r"|^(boto3|botocore|defusedxml|filelock|gunicorn|pip|psycopg\w*|pyrate_limiter|setuptools|troposphere|wheel)(/|-)"
    r"|^(items|registries|restart_registry|wpauth|wpclient|plots|api)/(.*/)?tests?/"
)
OFF_ON_LAMBDA = {"packages"}  # it needs a local disk and long commands
BY_HASH = 0b11  # PEP 552: checked, by the hash of the source


def check_contents(archive: Path) -> str:
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        unzipped = sum(entry.file_size for entry in opened.infolist())
        by_date = [n for n in names if n.endswith(".pyc") and not _by_hash(opened, n)]
        settings = opened.read("zappa_settings.py").decode()
    size = archive.stat().st_size
    assert size <= MOST_BYTES, f"{archive.name} has {size:,} bytes"
    assert unzipped <= MOST_BYTES_UNZIPPED, f"{archive.name} unpacks to {unzipped:,}"
    assert not (bad := [n for n in names if NOT_WANTED.search(n)]), bad[:20]
    assert not by_date, f"bytecode that Python won't use: {by_date[:5]}"
    assert not (lacking := needed_files() - set(names)), (
        f"{archive.name} lacks {lacking}"
    )
    assert not (raw := _without_bytecode(names)), f"compiled at each start: {raw[:5]}"
    assert "DEBUG=False" in settings, settings
    return f"{size:,} bytes, {unzipped:,} unzipped, {len(names):,} files"


def needed_files() -> set[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    ours = set(project["tool"]["importlinter"]["root_packages"]) - OFF_ON_LAMBDA
    return {
        *("handler.py", "zappa_settings.py", "staticfiles/staticfiles.json"),
        *(f"{package}/__init__.py" for package in ours),
    }


def _by_hash(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as bytecode:
        return int.from_bytes(bytecode.read(8)[4:], "little") == BY_HASH


def _without_bytecode(names: list[str]) -> list[str]:
    compiled = {
        re.sub(r"__pycache__/([^/]+)\.cpython-\d+\.pyc$", r"\1.py", name)
        for name in names
        if name.endswith(".pyc")
    }
    return [n for n in names if n.endswith(".py") and n not in compiled]
