"""
`make package`: the zips that the stages run, in dist/.

They hold what git knows of the packages that make up the API (`root_packages` in
pyproject.toml), the admin's static files, and what they need of requirements-lambda.txt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from deploy.aws.repack import compile_again, pack, unpack
from deploy.aws.runtime import has_old_sqlite, require_runtime
from deploy.aws.stages import PROJECT, SETTINGS, stage_settings

BUILD = PROJECT / ".local/lambda/build"
SOURCES = BUILD / "sources"
DIST = PROJECT / "dist"
# collectstatic touches no database and no WordPress, but wants its settings.
STATIC_FILES_ONLY = {
    "SECRET_KEY": "only-to-collect-static-files",
    "DATABASE_URL": "sqlite://:memory:",
    "WP_BASE_URL": "http://wordpress.test",
    "DJANGO_SETTINGS_MODULE": "restart_registry.settings",
}

OLD_SQLITE = (
    "up to python3.11 it has SQLite 3.7.17, and Django wants 3.31. Set `runtime` in "
    "zappa_settings.json to python3.13, and build with it. See docs/operations.md."
)


def package(stages: list[str]) -> Iterator[Path]:
    """What differs from stage to stage is a module of settings that Zappa writes."""
    for stage in stages:
        require_runtime(stage)
    _say("Copying the API")
    shutil.rmtree(BUILD, ignore_errors=True)
    _copy_sources(stages)
    _say("Collecting the admin's static files")
    _run("django", "collectstatic", "--noinput", "--verbosity=0")
    _say("Packing (zappa package)")
    _run("zappa.cli", "package", stages[0], "--output", "zappa.zip")
    _say("Compiling")
    tree = BUILD / "unpacked"
    unpack(SOURCES / "zappa.zip", tree)
    for stage in stages:
        settings = tree / "zappa_settings.py"
        _run("zappa.cli", "save-python-settings-file", stage, "-o", str(settings))
        compile_again(settings)
        target = DIST / f"lambda-{stage}.zip"
        DIST.mkdir(exist_ok=True)
        pack(tree, target)
        yield target
    shutil.rmtree(BUILD)


def _copy_sources(stages: list[str]) -> None:
    policies = [stage_settings(stage).get("apigateway_policy") for stage in stages]
    files = [*_known_to_git(_our_packages()), *filter(None, policies), SETTINGS.name]
    for name in files:
        copy = SOURCES / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / name, copy)


def _our_packages() -> list[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    packages: list[str] = project["tool"]["importlinter"]["root_packages"]
    return packages


def _known_to_git(folders: list[str]) -> list[str]:
    listed = subprocess.run(  # noqa: S603 -- our own folders, no shell
        ["git", "ls-files", "-z", "--", *folders],  # noqa: S607 -- the machine's git
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return listed.stdout.split("\0")[:-1]


def _run(module: str, *arguments: str) -> None:
    """Zappa packs the environment that VIRTUAL_ENV names: the one we run in."""
    done = subprocess.run(  # noqa: S603 -- our own words, no shell
        [sys.executable, "-m", module, *arguments],
        cwd=SOURCES,
        env={**os.environ, **STATIC_FILES_ONLY, "VIRTUAL_ENV": sys.prefix},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{module} {' '.join(arguments)} failed: see above.")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for made in package(sys.argv[1:]):
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        size = made.stat().st_size
        _say(f"{made.relative_to(PROJECT)}: {size:,} bytes, sha256 {digest}")
    if old := [stage for stage in sys.argv[1:] if has_old_sqlite(stage)]:
        _say(f"{', '.join(old)} won't start on AWS: {OLD_SQLITE}")
