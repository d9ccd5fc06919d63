"""Tests that what must be documented is, and that what is documented is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.core.management import BaseCommand, get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
OUR_APPS = {"restart_registry", "wpauth", "registries", "items", "packages"}
OPTION = re.compile(r"--[a-z][a-z0-9-]*")
METHODS = {"get", "put", "post", "patch", "delete"}


def read(path: str) -> str:
    return (ROOT / path).read_text()


def test_every_setting_is_documented() -> None:
    read_in_code = re.findall(
        r'env\.\w+\(\s*"(\w+)"', read("restart_registry/settings.py")
    )
    documented = re.findall(r"^### `(\w+)`", read("docs/settings.md"), re.MULTILINE)

    assert documented == read_in_code


def test_every_command_is_documented() -> None:
    ours = {name for name, app in get_commands().items() if app in OUR_APPS}
    documented = set(
        re.findall(r"^### `manage.py (\w+)", read("docs/operations.md"), re.M)
    )

    assert documented == ours | {"migrate", "clearsessions"}


def test_every_option_of_a_command_is_documented() -> None:
    headings = re.findall(
        r"^### `manage.py (\w+)(.*)`$", read("docs/operations.md"), re.M
    )
    documented = {name: set(OPTION.findall(usage)) for name, usage in headings}
    ours = {name: app for name, app in get_commands().items() if app in OUR_APPS}

    assert {name: options_of(app, name) for name, app in ours.items()} == {
        name: documented[name] for name in ours
    }


def options_of(app: str, name: str) -> set[str]:
    """Return the options of a command, but for those that every command has."""
    usage = load_command_class(app, name).create_parser("manage.py", name).format_help()
    of_all = BaseCommand().create_parser("manage.py", name).format_help()
    return set(OPTION.findall(usage)) - set(OPTION.findall(of_all))


def test_every_command_is_ours_or_of_what_we_use() -> None:
    known = OUR_APPS | {"django.core", "drf_spectacular", "rest_framework"}
    others = {app for app in get_commands().values() if app not in known}

    assert all(app.startswith("django.contrib.") for app in others), others


def test_what_serves_holds_no_tools_to_deploy_or_install() -> None:
    for page in ("requirements.txt", "requirements-dev.txt"):
        packages = set(re.findall(r"^([\w-]+)==", read(page), re.MULTILINE))

        assert packages & {"zappa", "boto3", "pip", "setuptools", "wheel"} == set()


def test_every_route_is_documented() -> None:
    paths = json.loads(read("docs/openapi.json"))["paths"]
    operations = {
        f"{method.upper()} {path}"
        for path, methods in paths.items()
        for method in methods
        if method in METHODS
    }
    documented = set(re.findall(r"^\| `([A-Z]+ /\S*)` \|", read("docs/api.md"), re.M))

    assert documented == operations


def test_every_make_target_in_the_readme_exists() -> None:
    mentioned = set(re.findall(r"`?make ([a-z][a-z-]+)", read("README.md")))
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))

    assert mentioned <= targets


def test_every_relative_link_leads_somewhere() -> None:
    for page in [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").glob("*.md"),
    ]:
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
        assert [link for link in links if not (page.parent / link).exists()] == [], page
