"""What GitHub runs (.github/workflows): GitHub isn't here, but what it would run is."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.releases.repository import Repository
from wordpress.local.folders import PROJECT

FILES = sorted((PROJECT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"actions/checkout@[0-9a-f]{40}")
FOR_WORDPRESS = ["plugin", "theme"]

Workflow = dict[Any, Any]  # YAML takes its key `on` for True


@pytest.fixture(params=FILES, ids=lambda file: str(file.name))
def workflow(request: pytest.FixtureRequest) -> Workflow:
    return read(request.param.name)


def read(name: str) -> Workflow:
    text = (PROJECT / ".github/workflows" / name).read_text()
    found: Workflow = yaml.safe_load(text)
    return found


def steps(workflow: Workflow) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def scripts(workflow: Workflow) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def test_targets_and_programs_that_it_calls_exist(workflow: Workflow) -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    whole = "\n".join(scripts(workflow))

    called = set(re.findall(r"(?:^|[;)]) *make ([a-z-]+)", whole, re.MULTILINE))
    programs = re.findall(r"^(\.?\w*/\S+)$", whole, re.MULTILINE)

    assert called or programs
    assert called - targets == set()
    assert [name for name in programs if not os.access(PROJECT / name, os.X_OK)] == []


def test_its_scripts_are_shell(workflow: Workflow) -> None:
    for script in scripts(workflow):
        read_only = subprocess.run(
            ["/bin/sh", "-n"], input=script, capture_output=True, text=True
        )
        assert (read_only.returncode, read_only.stderr) == (0, ""), script


def test_nothing_from_outside_is_put_into_a_script(workflow: Workflow) -> None:
    assert [script for script in scripts(workflow) if "${{" in script] == []


def test_it_uses_one_action_by_its_commit(workflow: Workflow) -> None:
    for step in steps(workflow):
        assert "uses" in step or "run" in step
        if "uses" in step:
            assert PINNED.fullmatch(step["uses"])
            assert step["with"]["persist-credentials"] is False


def test_only_a_release_may_write_and_that_only_contents() -> None:
    rights = {}
    for file in FILES:
        workflow = read(file.name)
        assert workflow["permissions"] in ({}, {"contents": "read"}), file
        for name, job in workflow["jobs"].items():
            rights[name] = job.get("permissions", workflow["permissions"])

    assert rights == {"test": {"contents": "read"}, "release": {"contents": "write"}}


def test_it_knows_the_token_only_where_the_release_is_made() -> None:
    knowing = [
        step["name"]
        for file in FILES
        for step in steps(read(file.name))
        if "github.token" in str(step) or "secrets." in str(step)
    ]

    assert knowing == ["Make the release"]


def pack(repository: Repository, tag: str) -> subprocess.CompletedProcess[str]:
    (script,) = [
        step["run"]
        for step in steps(read("release.yml"))
        if step.get("name", "").startswith("Pack")
    ]
    return repository.run("sh", "-e", "-c", script, environment={"TAG": tag})


@pytest.mark.parametrize("component", FOR_WORDPRESS)
def test_a_tag_of_bump_is_packed(repository: Repository, component: str) -> None:
    repository.run("scripts/bump.sh", component, "major")
    tag = repository.git("tag")

    done = pack(repository, tag)

    assert done.returncode == 0, done.stderr
    (packed,) = (repository.folder / "dist").iterdir()
    assert packed.name.endswith("-1.0.0.zip")


@pytest.mark.parametrize("component", [*FOR_WORDPRESS, "lambda"])
def test_a_tag_of_another_version_is_refused(
    repository: Repository, component: str
) -> None:
    done = pack(repository, f"{component}/v9.9.9")

    assert done.returncode != 0
    assert "No rule to make target" not in done.stderr


def test_each_component_has_its_tag() -> None:
    script = Path(PROJECT / "scripts/bump.sh").read_text()
    components = set(re.findall(r"^(\w+)\)$", script, re.MULTILINE))

    tags = read("release.yml")[True]["push"]["tags"]

    assert set(tags) == {f"{component}/v*" for component in components}
