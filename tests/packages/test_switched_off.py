"""Tests that nothing of the packages is there unless somebody asks for it."""

from __future__ import annotations

import os
import subprocess
import sys

from wordpress.local.folders import PROJECT

LIST_MODULES = """
import sys, django
django.setup()
from django.core.management import get_commands
from django.test import Client
from django.urls import get_resolver
import restart_registry.wsgi
get_commands()
get_resolver().url_patterns
import restart_registry.admin.urls
for path in ("/packages", "/packages/docs", "/admin/logs"):
    Client().get(path)
print(*sorted(sys.modules))
"""

ASK = """
import django
django.setup()
from django.contrib import admin
from django.test import Client
from restart_registry.admin.urls import urlpatterns
paths = ("", "/", "/status", "/packages.json", "/wp-plugin/tea", "/downloads")
print(*{Client().get(f"/packages{path}").status_code for path in paths})
print(*{model._meta.app_label for model in admin.site._registry})
print(*[entry for entry in urlpatterns if "logs" in str(entry.pattern)])
"""


S3 = {
    "PACKAGES_S3_BUCKET": "packages",
    "PACKAGES_S3_ENDPOINT_URL": "https://s3.example.org",
    "PACKAGES_S3_ACCESS_KEY_ID": "ada",
    "PACKAGES_S3_SECRET_ACCESS_KEY": "secret",
}
ONLY_THEIRS = {"packages", "defusedxml", "pyrate_limiter", "filelock"}
SELDOM_THEIRS = {"boto3", "botocore", "apscheduler", "tzlocal"}


def modules_of(environment: dict[str, str]) -> set[str]:
    answer = subprocess.run(
        [sys.executable, "-c", LIST_MODULES],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
        env=environment,
    )
    return {name.partition(".")[0] for name in answer.stdout.split()}


def test_a_process_that_serves_the_api_imports_nothing_of_them() -> None:
    modules = modules_of({**os.environ, "PACKAGES_DATABASE_URL": "", **S3})

    assert "items" in modules
    assert not modules & (ONLY_THEIRS | SELDOM_THEIRS)


def test_they_are_imported_where_somebody_asks_for_them() -> None:
    modules = modules_of({**os.environ, **S3})

    assert "packages" in modules
    assert not modules & SELDOM_THEIRS
    assert "packages" in modules_of(dict(os.environ))


def test_where_they_are_off_nothing_answers_for_them() -> None:
    answers = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PACKAGES_DATABASE_URL": ""},
    )

    assert answers.stdout == "404\nitems\n\n"
