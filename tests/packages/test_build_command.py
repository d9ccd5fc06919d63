"""Tests of `manage.py build`, as operators call it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from packages.builds import folders
from packages.builds.build import newest_build
from packages.builds.manifest import read_manifest
from packages.models import Build, Run
from tests.packages.builds import TEA, built, names, package, tree

pytestmark = [
    pytest.mark.django_db(databases=["packages"]),
    pytest.mark.usefixtures("storage"),
]


def call(*arguments: str) -> str:
    out = StringIO()
    call_command("build", "--processes", "1", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        call(*arguments)
    assert refused.value.returncode == 1
    return str(refused.value)


def test_says_what_it_made() -> None:
    package()
    package("wp-theme/tea")
    said = call()
    folder = newest_build()
    run = Run.objects.get()

    assert said.startswith(f"{folder}: 2 packages (2 changed, 0 removed), 5 files, ")
    assert (run.command, run.status) == ("build", "completed")
    assert run.counters["packages"] == 2
    assert Build.objects.get().run == run


def test_says_that_deploy_will_refuse_a_far_smaller_build(storage: Path) -> None:
    made = [package(f"wp-plugin/tea-{number}") for number in range(20)]
    folders.current().symlink_to(built())
    made[0].delete()
    assert "--accept-closures" not in call()

    made[1].delete()
    assert (
        "less than 95% of the 20 packages that are served now: `deploy` needs "
        "--accept-closures" in call()
    )


def test_builds_some_packages_to_look_at() -> None:
    for name in (TEA, "wp-plugin/cake", "wp-theme/tea"):
        package(name)
    before = newest_build()
    said = call("--package", TEA, "--package", "wp-theme/tea")
    row = Build.objects.get()
    folder = folders.partial_builds() / row.pk

    assert said.startswith(f"{folder}: 2 packages")
    assert names(folder) == [
        *("wp-plugin/tea.json", "wp-plugin/tea~dev.json", "wp-theme/tea.json")
    ]
    assert row.partial
    assert read_manifest(folder).partial
    assert newest_build() == before is None


def test_a_partial_build_is_never_the_previous_one() -> None:
    package()
    whole = built()
    call("--package", TEA)
    call()

    assert read_manifest(folders.build_folder(_last())).previous == whole.name


def test_an_unknown_package_is_refused() -> None:
    package()
    said = refusal("--package", TEA, "--package", "wp-plugin/x", "--package", "tea")

    assert "There is no package wp-plugin/x, tea." in said
    assert not folders.partial_builds().exists()
    assert Run.objects.get().status == "failed"


def test_builds_into_a_folder_that_is_named(tmp_path: Path) -> None:
    package()
    whole = built()
    output = tmp_path / "new" / "folder"
    said = call("--output", str(output))

    assert said.startswith(f"{output}: 1 package ")
    assert tree(output) == tree(whole)
    assert newest_build() == whole


def test_writes_into_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used/file").touch()

    assert "is there already" in refusal("--output", str(tmp_path / "used"))
    assert "is there already" in refusal("--output", str(tmp_path / "used/file"))
    assert [*(tmp_path / "used").iterdir()] == [tmp_path / "used/file"]


def test_full_builds_everything_anew() -> None:
    package()
    before = built()
    call("--full")
    after = newest_build()

    assert after and after != before
    path = "p2/wp-plugin/tea.json"
    assert (after / path).stat().st_ino != (before / path).stat().st_ino
    assert tree(after) == tree(before)


@pytest.mark.parametrize("number", ["0", "-1"])
def test_a_number_of_processes_that_makes_no_sense_is_wrong_usage(number: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("build", f"--processes={number}")
    assert refused.value.returncode == 2
    assert not Run.objects.exists()


def _last() -> str:
    return str(Build.objects.latest("pk").pk)


@pytest.mark.parametrize("damaged", ["", "{}", "not JSON"])
def test_a_damaged_build_that_is_served_does_not_stop_it(damaged: str) -> None:
    package()
    call()
    served = newest_build()
    assert served
    folders.current().symlink_to(served)
    (served / "manifest.json").write_text(damaged)

    assert "1 package (1 changed" in call()
