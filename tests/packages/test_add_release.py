"""Tests of `manage.py add_release`: our own plugin and theme become packages."""

from __future__ import annotations

import hashlib
import os
import stat
import warnings
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZipFile, ZipInfo

import pytest
import pytest_django
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packages.exceptions import PackagesError
from packages.models import Package, Run
from packages.releases.header import field, read_release
from packages.releases.zip_file import OurZip
from packages.versions.version_list import from_json
from tests.packages.machine import Machine
from tests.packages.zips import Entry, packed, plugin_file, plugin_zip, write_zip

pytestmark = pytest.mark.django_db(databases=["packages"])

PLUGIN = "restart-registry"
MAIN = f"{PLUGIN}/{PLUGIN}.php"


@pytest.fixture(autouse=True)
def dist(tmp_path: Path, settings: pytest_django.Settings) -> Path:
    settings.PACKAGES_STORAGE = str(tmp_path / "storage")
    return tmp_path / "storage/repository/dist/restart"


def add(path: Path) -> str:
    out = StringIO()
    call_command("add_release", str(path), stdout=out)
    return out.getvalue()


def refusal(path: Path) -> str:
    """Return why a zip is refused; nothing may be written for it."""
    with pytest.raises(CommandError) as refused:
        add(path)
    assert refused.value.returncode == 1
    return str(refused.value)


def kept(slug: str = PLUGIN) -> list[dict[str, Any]]:
    package = Package.objects.get(vendor="restart", slug=slug)
    return [version._asdict() for version in from_json(package.versions)]


def link(name: str, kind: int = stat.S_IFLNK) -> ZipInfo:
    entry = ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "folder, slug, kind, name",
    [
        ("wordpress/plugins/restart-registry", PLUGIN, "plugin", "Restart Registry"),
        ("wordpress/themes/therestart", "therestart", "theme", "The Restart"),
    ],
)
def test_what_make_packs_becomes_a_version(
    folder: str, slug: str, kind: str, name: str, dist: Path
) -> None:
    path = packed(folder)
    shasum = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
    version = path.stem.removeprefix(f"{slug}-")

    said = add(path)

    package = Package.objects.get(vendor="restart", slug=slug)
    assert said == f"restart/{slug} {version} is added.\n"
    assert (package.type, package.state, package.display_name) == (kind, "open", name)
    assert package.current_version == version
    assert package.requires_wordpress == "6.1"
    assert package.description and package.first_open_at and package.input_hash
    [only] = kept(slug)
    assert (only["version"], only["php"], only["shasum"]) == (version, "8.1", shasum)
    stored = dist / f"{slug}-{version}-{shasum[:8]}.zip"
    assert [stored] == list(dist.iterdir())
    assert stored.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(stored.stat().st_mode) == 0o644


def test_a_web_server_finds_the_zip_whatever_umask_there_is(
    tmp_path: Path, dist: Path
) -> None:
    before = os.umask(0o077)
    try:
        add(plugin_zip(tmp_path))
    finally:
        os.umask(before)

    for folder in (dist, *dist.parents[:3]):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_version_is_as_old_as_its_adding(tmp_path: Path) -> None:
    before = timezone.now().replace(microsecond=0).isoformat()
    add(plugin_zip(tmp_path))

    [only] = kept()
    assert before <= only["time"] <= timezone.now().isoformat()


def test_the_same_bytes_again_are_nothing_to_do(tmp_path: Path) -> None:
    path = plugin_zip(tmp_path)
    add(path)
    before = Package.objects.values().get()

    assert "was added before" in add(path)
    assert Package.objects.values().get() == before


def test_the_same_bytes_again_bring_back_a_lost_file(
    tmp_path: Path, dist: Path
) -> None:
    path = plugin_zip(tmp_path)
    add(path)
    [stored] = dist.iterdir()
    stored.unlink()

    add(path)

    assert stored.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("again", ["1.0.0", "1.0", "v1.0.0.0"])
def test_other_bytes_under_a_version_are_refused(
    tmp_path: Path, dist: Path, again: str
) -> None:
    add(plugin_zip(tmp_path))
    before = Package.objects.values().get(), list(dist.iterdir())

    message = refusal(plugin_zip(tmp_path, again, Description="Another one."))

    assert "was added before, with other bytes" in message
    assert (Package.objects.values().get(), list(dist.iterdir())) == before


def test_versions_are_kept_from_the_highest_to_the_lowest(tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "2.0-beta1", "1.2.0"):
        add(plugin_zip(tmp_path, version, Description=f"This is {version}."))

    package = Package.objects.get()
    versions = [version["version"] for version in kept()]
    assert versions == ["2.0-beta1", "1.10.0", "1.9.0", "1.2.0"]
    assert package.current_version == "1.10.0"
    assert package.description == "This is 1.10.0."


def test_what_a_killed_command_left_goes(tmp_path: Path, dist: Path) -> None:
    dist.mkdir(parents=True)
    (dist / ".restart-registry-0.9-12345678.zip.partial").write_bytes(b"half")

    add(plugin_zip(tmp_path))

    assert [path.suffix for path in dist.iterdir()] == [".zip"]


def test_a_run_tells_of_it(tmp_path: Path) -> None:
    add(plugin_zip(tmp_path))
    refusal(plugin_zip(tmp_path, "1.0"))

    runs = list(Run.objects.order_by("pk").values_list("status", "counters"))
    assert runs == [("completed", {"added": 1}), ("failed", {})]


HOSTILE: dict[str, tuple[list[Entry], str]] = {
    "an absolute name": ([("/etc/passwd", b"")], "absolute name"),
    "a way out": ([(f"{PLUGIN}/../../passwd", b"")], "empty part, `.` or `..`"),
    "a way to itself": ([(f"{PLUGIN}/./a", b"")], "empty part, `.` or `..`"),
    "an empty part": ([(f"{PLUGIN}//a", b"")], "empty part, `.` or `..`"),
    "a backslash": ([(f"{PLUGIN}\\..\\passwd", b"")], "backslash"),
    "a control character": ([(f"{PLUGIN}/a\n", b"")], "control character"),
    "a link": ([(link(f"{PLUGIN}/a"), b"/etc/passwd")], "link or a device"),
    "a device": ([(link(f"{PLUGIN}/a", stat.S_IFCHR), b"")], "link or a device"),
    "a duplicate": ([(f"{PLUGIN}/a", b"1"), (f"{PLUGIN}/a", b"2")], "2 times"),
    "a file that is a folder": (
        [(f"{PLUGIN}/a", b"1"), (f"{PLUGIN}/a/b", b"2")],
        "a file and a folder at once",
    ),
    "two top folders": ([("another/a", b"")], "one folder"),
    "a file at the top": ([("readme.txt", b"")], "one folder"),
    "a bomb": ([(f"{PLUGIN}/a", bytes(10_000_000))], "100 times"),
    "too many entries": (
        [(f"{PLUGIN}/{n}", b"") for n in range(10_001)],
        "10,000 entries",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile's, of what we write
def test_a_hostile_zip_is_refused(tmp_path: Path, dist: Path, what: str) -> None:
    entries, reason = HOSTILE[what]
    path = plugin_zip(tmp_path, "1.0.0", *entries)

    message = refusal(path)

    assert message.startswith(f"{path} can't be added. ")
    assert reason in message
    assert not Package.objects.exists()
    assert not dist.exists()


def test_a_zip_larger_than_50_mb_is_refused(tmp_path: Path) -> None:
    path = plugin_zip(tmp_path)
    with path.open("r+b") as file:
        file.truncate(50_000_001)

    assert "50,000,000 bytes" in refusal(path)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = plugin_zip(tmp_path)
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    path.write_bytes(content)

    assert "encrypted" in refusal(path)


def test_a_zip_that_not_everybody_can_unpack_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "release.zip"
    with ZipFile(path, "w", ZIP_BZIP2) as archive:
        archive.writestr(MAIN, plugin_file())

    assert "compressed in a way" in refusal(path)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = plugin_zip(tmp_path)
    content = path.read_bytes()
    at = content.index(b"PK\x03\x04") + 30 + len(MAIN) + 5
    path.write_bytes(content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :])

    assert "damaged" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "release.zip"
    path.write_bytes(content)

    assert str(path) in refusal(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    message = refusal(tmp_path / "none.zip")
    assert message == f"{tmp_path}/none.zip can't be read: No such file or directory."


@pytest.mark.parametrize(
    "slug", ["akismet", "Restart-Registry", "restart-registry-1.0.0", "x" * 10_000]
)
def test_a_zip_of_somebody_else_is_refused(tmp_path: Path, slug: str) -> None:
    path = write_zip(
        tmp_path / "release.zip", [(f"{slug}/{PLUGIN}.php", plugin_file())]
    )
    message = refusal(path)

    assert "none of ours: restart-registry, therestart" in message
    assert len(message) < 1000


def test_a_zip_without_its_main_file_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "release.zip", [(f"{PLUGIN}/style.css", b"")])
    assert f"no {MAIN}" in refusal(path)


def test_a_main_file_without_a_version_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "release.zip", [(MAIN, b"<?php\n")])
    assert "no Version" in refusal(path)


def test_only_the_first_8_kb_are_the_header(tmp_path: Path) -> None:
    late = b"<?php\n" + b"// .\n" * 1700 + plugin_file()
    path = write_zip(tmp_path / "release.zip", [(MAIN, late)])

    assert "no Version" in refusal(path)


@pytest.mark.parametrize(
    "version", ["latest", "1.x-dev", "trunk", "1.0+a/../b", "1.0:2", "1" * 9000, "1 0"]
)
def test_a_version_that_composer_or_a_file_cannot_be_called_is_refused(
    tmp_path: Path, version: str
) -> None:
    message = refusal(plugin_zip(tmp_path, version))

    assert "Version" in message
    assert len(message) < 1000


def test_a_php_version_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert "like 8.1" in refusal(plugin_zip(tmp_path, Requires_PHP=">= 8"))


@pytest.mark.parametrize(
    "line", ["Version: 1.0", " * version:1.0", "<?php /* Version: 1.0 */", "#Version: 1.0 ?>"]
)  # fmt: skip
def test_a_header_is_read_as_wordpress_reads_it(line: str) -> None:
    assert field(f"<?php\r\n{line}\r\n", "Version") == "1.0"


def test_texts_of_the_header_hold_no_markup(tmp_path: Path) -> None:
    add(plugin_zip(tmp_path, Description="<script>alert(1)</script> Tea &amp; cups"))
    assert Package.objects.get().description == "alert(1) Tea & cups"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_surprises_it(data: st.DataObject) -> None:
    """Whatever is changed in a zip, it is read, or refused with a sentence."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr(MAIN, plugin_file())
        archive.writestr(f"{PLUGIN}/readme.txt", b"Read me.")
    content = bytearray(whole.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read_release(OurZip(bytes(content)))
        except PackagesError as exc:
            assert "\n" not in str(exc)


def test_it_works_from_a_shell(machine: Machine, tmp_path: Path) -> None:
    path = plugin_zip(tmp_path)

    assert machine.manage("add_release", str(path)).returncode == 0
    again = machine.manage("add_release", str(plugin_zip(tmp_path, Author="Eve")))

    assert (again.returncode, again.stdout) == (1, "")
    assert "was added before, with other bytes" in again.stderr
    assert "Traceback" not in again.stderr
    assert machine.manage("add_release").returncode == 2


def test_everyone_may_read_the_zip_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        add(plugin_zip(tmp_path))
    finally:
        os.umask(before)

    storage = tmp_path / "storage"
    for path in (storage, *(storage / "repository").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path
    assert (storage / "logs").stat().st_mode & 0o777 == 0o700
