"""`make plugin-zip` and `make theme-pack`"""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from tests.releases.repository import Repository
from wordpress.local.folders import PLUGIN, PROJECT, THEME

FOLDERS = {"plugin-zip": PLUGIN, "theme-pack": THEME}
TARGETS = list(FOLDERS)
# What PHP takes as an upload, unless it is told otherwise.
UPLOAD_BYTES = 2 * 1024**2
OTHER_MACHINE = {
    "LC_ALL": "C.UTF-8",
    "TZ": "Pacific/Auckland",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "1000000000",
}


def packed(
    repository: Repository, target: str, *, umask: int = 0o022, **environment: str
) -> Path:
    made = repository.run("make", target, umask=umask, environment=environment)
    assert made.returncode == 0, made.stderr
    return repository.folder / made.stdout.strip()


def entries(zip_file: Path) -> list[ZipInfo]:
    with ZipFile(zip_file) as archive:
        return archive.infolist()


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_commit_gives_the_same_bytes(
    repository: Repository, tmp_path: Path, target: str
) -> None:
    first = packed(repository, target).read_bytes()
    (elsewhere := tmp_path / "elsewhere").mkdir()
    other = Repository(elsewhere / "repository")
    other.write("README.md", "A later commit with the same plugin and theme.")
    other.commit("Say more")
    repository.git("config", "core.autocrlf", "true")
    for file in sorted((repository.folder / "wordpress").rglob("*"), reverse=True):
        file.chmod(0o700)
        os.utime(file, (1_000_000_000, 1_000_000_000))

    again = packed(repository, target, umask=0o077, **OTHER_MACHINE).read_bytes()

    assert again == first
    assert packed(other, target).read_bytes() == first


@pytest.mark.parametrize("target", TARGETS)
def test_it_holds_the_committed_files_and_the_licence(
    repository: Repository, target: str
) -> None:
    folder = FOLDERS[target]
    below = f"wordpress/{folder.parent.name}/{folder.name}"
    names = repository.git("ls-files", below).split("\n")

    with ZipFile(packed(repository, target)) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}

    assert held == {
        f"{folder.name}/LICENSE.txt": (PROJECT / "LICENSE").read_bytes(),
        **{
            f"{folder.name}/{name.removeprefix(f'{below}/')}": (
                repository.folder / name
            ).read_bytes()
            for name in names
        },
    }


@pytest.mark.parametrize("target", TARGETS)
def test_its_entries_are_plain_files_in_order(
    repository: Repository, target: str
) -> None:
    infos = entries(packed(repository, target))
    names = [info.filename for info in infos]

    assert names == sorted(set(names))
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "test" in name.split("/")[1].lower()]


def test_plugin_and_theme_have_no_links(repository: Repository) -> None:
    listed = repository.git("ls-files", "--stage", "wordpress").split("\n")

    assert {line.split()[0] for line in listed} == {"100644"}


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_not_committed_stays_out_and_is_mentioned(
    repository: Repository, target: str
) -> None:
    before = packed(repository, target).read_bytes()
    folder = FOLDERS[target]
    below = f"wordpress/{folder.parent.name}/{folder.name}"
    repository.write(f"{below}/secret.txt", "not yet")
    repository.write(f"{below}/readme.txt", "changed")

    made = repository.run("make", target)

    assert (repository.folder / made.stdout.strip()).read_bytes() == before
    assert f"what isn't committed in {below}" in made.stderr


@pytest.mark.parametrize("target", TARGETS)
def test_its_name_has_the_version(repository: Repository, target: str) -> None:
    component = target.split("-")[0]
    repository.run("scripts/bump.sh", component, "major")

    name = packed(repository, target).name

    assert name == f"{FOLDERS[target].name}-1.0.0.zip"
    assert repository.git("tag") == f"{component}/v1.0.0"


@pytest.mark.parametrize("target", TARGETS)
def test_php_takes_it_as_an_upload(repository: Repository, target: str) -> None:
    assert packed(repository, target).stat().st_size < UPLOAD_BYTES
