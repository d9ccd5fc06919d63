"""scripts/bump.sh COMPONENT patch|minor|major"""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

import pytest

import restart_registry
from tests.releases.repository import Repository
from wordpress.local.folders import PROJECT

PLUGIN, THEME = "wordpress/plugins/restart-registry", "wordpress/themes/therestart"
PLACES = {
    "plugin": {
        f"{PLUGIN}/restart-registry.php": r"^ \* Version: +(\S+)$",
        f"{PLUGIN}/readme.txt": r"^Stable tag: (\S+)$",
    },
    "theme": {
        f"{THEME}/style.css": r"^Version: (\S+)$",
        f"{THEME}/readme.txt": r"^Stable tag: (\S+)$",
    },
    "lambda": {
        "restart_registry/__init__.py": r'^__version__ = "(\S+)"',
        "docs/openapi.json": r'^ +"version": "(\S+)",$',
    },
}
COMPONENTS = list(PLACES)


def bump(repository: Repository, *arguments: str) -> subprocess.CompletedProcess[str]:
    return repository.run("scripts/bump.sh", *arguments)


def versions(repository: Repository, component: str) -> set[str]:
    """Return what the places say; one version, if all is well."""
    found = [
        re.findall(pattern, repository.read(file), re.MULTILINE)
        for file, pattern in PLACES[component].items()
    ]
    assert all(len(each) == 1 for each in found), found
    return {each[0] for each in found}


def with_version(repository: Repository, component: str, version: str) -> None:
    (now,) = versions(repository, component)
    for file in PLACES[component]:
        repository.write(file, repository.read(file).replace(now, version))
    repository.commit("Another version to start from")


def everything(repository: Repository) -> tuple[str, str, str]:
    git = repository.git
    return git("rev-parse", "HEAD"), git("tag"), git("status", "--porcelain")


@pytest.mark.parametrize("component", COMPONENTS)
@pytest.mark.parametrize(
    ("part", "expected"),
    [("patch", "1.9.10"), ("minor", "1.10.0"), ("major", "2.0.0")],
)
def test_the_next_version_stands_everywhere(
    repository: Repository, component: str, part: str, expected: str
) -> None:
    with_version(repository, component, "1.9.9")

    done = bump(repository, component, part)

    assert done.returncode == 0, done.stderr
    assert versions(repository, component) == {expected}


@pytest.mark.parametrize("component", COMPONENTS)
def test_it_is_committed_and_tagged(repository: Repository, component: str) -> None:
    with_version(repository, component, "0.4.0")
    before = repository.git("rev-parse", "HEAD")

    bump(repository, component, "patch")

    tag = f"{component}/v0.4.1"
    assert repository.git("tag") == tag
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("rev-parse", f"{tag}^{{commit}}^") == before
    changed = repository.git("diff", "--name-only", before, tag).split()
    assert set(changed) == set(PLACES[component])


def test_the_plugins_constant_follows(repository: Repository) -> None:
    with_version(repository, "plugin", "0.4.0")

    bump(repository, "plugin", "minor")

    code = repository.read(f"{PLUGIN}/restart-registry.php")
    assert "const RESTART_REGISTRY_VERSION = '0.5.0';" in code


def test_other_versions_of_a_file_stay(repository: Repository) -> None:
    (now,) = versions(repository, "plugin")
    history = re.findall(r"^= .* =$", repository.read(f"{PLUGIN}/readme.txt"), re.M)
    others = [versions(repository, other) for other in ("theme", "lambda")]

    bump(repository, "plugin", "patch")

    assert f"= {now} =" in history
    after = repository.read(f"{PLUGIN}/readme.txt")
    assert re.findall(r"^= .* =$", after, re.M) == history
    assert [versions(repository, other) for other in ("theme", "lambda")] == others


def test_the_tag_tells_what_is_new_in_this_component(repository: Repository) -> None:
    bump(repository, "plugin", "patch")
    repository.write(f"{PLUGIN}/new.php", "<?php\n")
    repository.commit("The plugin learns something")
    repository.write(f"{THEME}/new.css", "\n")
    repository.commit("The theme learns something")

    bump(repository, "plugin", "patch")

    (version,) = versions(repository, "plugin")
    notes = repository.git(
        "tag", "--list", "--format=%(contents)", f"plugin/v{version}"
    )
    assert notes == f"Plugin {version}\n\n- The plugin learns something"


@pytest.mark.parametrize("file", ["LICENSE", "forgotten.txt"])
def test_a_dirty_tree_is_refused(repository: Repository, file: str) -> None:
    repository.write(file, "changed")
    before = everything(repository)

    done = bump(repository, "plugin", "patch")

    assert (done.returncode, done.stdout) == (1, "")
    assert "git status" in done.stderr
    assert everything(repository) == before
    assert repository.read(file) == "changed"


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_tag_that_exists_is_refused(repository: Repository, component: str) -> None:
    with_version(repository, component, "0.4.0")
    repository.git("tag", f"{component}/v0.5.0")
    before = everything(repository)

    done = bump(repository, component, "minor")

    assert (done.returncode, everything(repository)) == (1, before)
    assert f"the tag {component}/v0.5.0 exists already" in done.stderr


def test_the_tag_of_another_component_is_no_obstacle(repository: Repository) -> None:
    with_version(repository, "plugin", "0.4.0")
    repository.git("tag", "theme/v0.4.1")

    assert bump(repository, "plugin", "patch").returncode == 0


def test_places_that_disagree_are_refused(repository: Repository) -> None:
    repository.write(
        f"{THEME}/readme.txt",
        re.sub(
            "Stable tag: .*",
            "Stable tag: 9.9.9",
            repository.read(f"{THEME}/readme.txt"),
        ),
    )
    repository.commit("A slip")
    before = everything(repository)

    done = bump(repository, "theme", "patch")

    assert (done.returncode, everything(repository)) == (1, before)
    assert "9.9.9" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("plugin",),
        ("plugin", "tiny"),
        ("api", "patch"),
        ("plugin", "patch", "patch"),
    ],
)
def test_what_it_does_not_know_is_refused(
    repository: Repository, arguments: tuple[str, ...]
) -> None:
    before = everything(repository)

    done = bump(repository, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert re.search("patch.*minor.*major|plugin.*theme.*lambda", done.stderr)
    assert everything(repository) == before


def test_a_commit_that_fails_leaves_nothing_behind(repository: Repository) -> None:
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n")
    (repository.folder / ".git/hooks/pre-commit").chmod(0o755)
    before = everything(repository)

    done = bump(repository, "plugin", "patch")

    assert (done.returncode, everything(repository)) == (1, before)
    assert "nothing was changed" in done.stderr


def test_make_bumps_too(repository: Repository) -> None:
    with_version(repository, "theme", "0.4.0")

    done = repository.run("make", "bump-theme-minor")

    assert done.returncode == 0, done.stderr
    assert versions(repository, "theme") == {"0.5.0"}


def test_the_version_of_the_api_has_one_source(repository: Repository) -> None:
    document = json.loads((PROJECT / "docs/openapi.json").read_text())
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())

    assert versions(repository, "lambda") == {restart_registry.__version__}
    assert document["info"]["version"] == restart_registry.__version__
    assert project["project"]["dynamic"] == ["version"]
    (named,) = project["tool"]["setuptools"]["dynamic"]["version"].values()
    assert named == "restart_registry.__version__"
