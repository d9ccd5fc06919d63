"""`manage.py check --deploy` has nothing to say about a server that is set up as docs/settings.md says."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from wordpress.local.folders import PROJECT

PRODUCTION = {
    "SECRET_KEY": "Vq3nB0xT8uZc5LwEr7YpKd1JfGh6MsAo9QiWv2XeRbUtNyCzPl4",
    "DEBUG": "False",
    "ALLOWED_HOSTS": "api.example.org",
    "SECURE_COOKIES": "True",
    "HSTS_SECONDS": "31536000",
    "WP_BASE_URL": "https://www.example.org",
}


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    return check_with({**os.environ, **PRODUCTION, **environment})


def check_with(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy"]
    return subprocess.run(
        [*command, "--fail-level", "WARNING"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("hsts", ["31536000", "0"])
def test_a_server_as_it_should_be_is_clean(hsts: str) -> None:
    checked = check(HSTS_SECONDS=hsts)

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_the_sample_for_a_server_is_clean() -> None:
    page = (PROJECT / "docs/operations.md").read_text()
    section = page.partition("## A server without Docker\n")[2]
    (sample,) = re.findall(r"```text\n(SECRET_KEY=.*?)```", section, re.DOTALL)
    settings = dict(line.split("=", 1) for line in sample.splitlines())

    # A developer's `.env`, which `make run` writes, must not fill in what is not set.
    checked = check_with({"SECURE_COOKIES": "True", **settings})

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("name", "careless", "warning"),
    [
        ("SECRET_KEY", "secret", "security.W009"),
        ("DEBUG", "True", "security.W018"),
        ("ALLOWED_HOSTS", "", "security.W020"),
        ("SECURE_COOKIES", "False", "security.W010"),
        ("WP_BASIC_AUTH_PASSWORD", "", "wpauth.W001"),
    ],
)
def test_what_is_careless_is_said(name: str, careless: str, warning: str) -> None:
    checked = check(**{name: careless})

    assert checked.returncode == 1
    assert warning in checked.stderr
