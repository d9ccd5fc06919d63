"""What `make deploy-check` lets into a zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from deploy.check.contents import check_contents, needed_files

BY_HASH = b"\xa7\x0d\x0d\x0a" + (3).to_bytes(4, "little") + b"\0" * 8
BY_DATE = b"\xa7\x0d\x0d\x0a" + b"\0" * 12


def bytecode_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    compiled = f"__pycache__/{file.removesuffix('.py')}.cpython-311.pyc"
    return f"{folder}/{compiled}" if folder else compiled


def zip_with(folder: Path, extra: dict[str, bytes]) -> Path:
    archive = folder / "lambda.zip"
    files = dict.fromkeys(needed_files(), b"DEBUG=False\n")
    for name in needed_files():
        if name.endswith(".py"):
            files[bytecode_of(name)] = BY_HASH
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in {**files, **extra}.items():
            opened.writestr(name, content)
    return archive


def test_a_zip_of_what_is_needed_is_fine(tmp_path: Path) -> None:
    assert "unzipped" in check_contents(zip_with(tmp_path, {}))


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        "restart_registry/.env",
        "db.sqlite3",
        "zappa_settings.json",
        "package_info.json",
        "tests/worlds.txt",
        "docs/api.md",
        "deploy/aws/staff_policy.json",
        "wordpress/plugins/restart-registry/restart-registry.php",
        "benchmarks/peer/app.txt",
        "boto3/data.json",
        "packages/popular.toml",
        "pyrate_limiter/limiter.txt",
        "filelock/__init__.txt",
        "defusedxml-0.7.1.dist-info/METADATA",
        "psycopg_binary/libpq.so",
        "gunicorn-27.0.1.dist-info/METADATA",
    ],
)
def test_what_lambda_does_not_need_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=name.rpartition("/")[2]):
        check_contents(zip_with(tmp_path, {name: b""}))


def test_bytecode_by_date_is_refused(tmp_path: Path) -> None:
    by_date = {bytecode_of("handler.py"): BY_DATE}

    with pytest.raises(AssertionError, match="bytecode that Python won't use"):
        check_contents(zip_with(tmp_path, by_date))


def test_source_without_bytecode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="compiled at each start"):
        check_contents(zip_with(tmp_path, {"items/new.py": b""}))


def test_tracebacks_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="DEBUG=True"):
        check_contents(zip_with(tmp_path, {"zappa_settings.py": b"DEBUG=True\n"}))
