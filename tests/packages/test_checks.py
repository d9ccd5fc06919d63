"""Tests that `manage.py check` finds mistakes in the packages' settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings

from packages.checks import check_full_text_search
from tests.packages.machine import Machine

HTTPS = "https://example.org/packages"


@pytest.mark.parametrize(
    "address",
    ["", "example.org/packages", "https://example.org", f"{HTTPS}/", f"{HTTPS}?a=b"],
)
def test_an_address_that_composer_could_not_use_is_refused(
    address: str, settings: Settings
) -> None:
    settings.PACKAGES_URL = address
    with pytest.raises(SystemCheckError, match="PACKAGES_URL has to be"):
        call_command("check")


def test_the_address_of_a_port_is_fine(settings: Settings) -> None:
    settings.PACKAGES_URL = "http://localhost:8000/packages"
    call_command("check")


@pytest.mark.django_db(databases=["packages"])
def test_this_python_can_search() -> None:
    assert check_full_text_search(databases=["packages"]) == []


def test_another_database_is_refused(tmp_path: Path) -> None:
    machine = Machine(tmp_path, PACKAGES_DATABASE_URL="postgres://u:secret@localhost/p")
    process = machine.manage("check")

    assert process.returncode == 1
    assert "PACKAGES_DATABASE_URL has to be a SQLite file." in process.stderr
    assert "secret" not in process.stderr + process.stdout
