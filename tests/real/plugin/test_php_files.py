"""The plugin's PHP files parse, and PHP's complaints about them are found."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.real.plugin.visitors import Visit, at_once
from tests.real.wordpress import COMPLAINT, RealWordPress
from wordpress.local.folders import PLUGIN, PROJECT

WARNS = "( new Restart_Registry_Text() )->drop_blocks( array( 'post_type' => 'restart-registry' ) );"


def php_files() -> list[Path]:
    """Return all files of the project that were neither downloaded nor made."""
    folders = [PROJECT / "wordpress", PROJECT / "tests"]
    return sorted(path for folder in folders for path in folder.rglob("*.php"))


def parse(path: Path) -> str:
    """Return what is wrong with it."""
    command = ["php", "-ddisplay_errors=1", "-l", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    fine = result.returncode == 0 and result.stdout.startswith("No syntax errors")
    return "" if fine else result.stdout + result.stderr


def test_every_php_file_parses() -> None:
    files = php_files()
    assert PLUGIN / "restart-registry.php" in files

    with ThreadPoolExecutor(4) as pool:
        errors = list(pool.map(parse, files))

    assert [error for error in errors if error] == []


def test_no_file_shows_anything_at_its_own_address(visit: Visit) -> None:
    """Without WordPress a file can do nothing but tell its path."""
    folder = "/wp-content/plugins/restart-registry/"
    files = [path.relative_to(PLUGIN).as_posix() for path in PLUGIN.rglob("*.php")]

    answers = at_once(visit("").page, [folder + name for name in files])

    assert {(answer.status_code, answer.text) for answer in answers.values()} == {
        (200, "")
    }


def test_a_warning_about_the_plugin_would_be_found(
    wordpress: RealWordPress, tmp_path: Path
) -> None:
    """When the session ends the log may hold no such line: see conftest.py."""
    log = tmp_path / "php.log"

    wordpress.php(f"ini_set( 'error_log', '{log}' ); {WARNS}")

    found = COMPLAINT.findall(log.read_text())
    assert "PHP Warning:" in found[0]
    assert "class-restart-registry-text.php" in found[0]
    assert wordpress.complaints() == []
