"""Tests of the real Composer with a repository whose files lie in a bucket."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
import pytest_django
from django.core.management import call_command

from packages.router import ALIAS
from tests.packages.bucket.moto import StoredBucket
from tests.packages.builds import package
from tests.packages.composer import Project
from tests.packages.repository import Repository
from tests.packages.zips import plugin_file, plugin_zip

pytestmark = pytest.mark.django_db(databases=[ALIAS])

OURS = "restart/restart-registry"


@pytest.fixture
def project(
    repository: Repository,
    bucket: StoredBucket,
    settings: pytest_django.Settings,
    tmp_path: Path,
) -> Project:
    """Return a project that knows no other address than the bucket's."""
    settings.PACKAGES_METADATA_URL = bucket.url
    bucket.open_to_all()
    call_command("add_release", str(plugin_zip(tmp_path)), stdout=StringIO())
    repository.deployed()
    return Project(tmp_path, bucket.url)


def test_it_installs_our_zip_from_there(project: Project) -> None:
    resolved = project.update(require={OURS: "*"})
    assert resolved.returncode == 0, resolved.stderr

    installed = project.run("install")

    file = project.folder / "vendor" / OURS / "restart-registry.php"
    assert file.read_bytes() == plugin_file(), installed.stderr


def test_it_sees_a_rollback(project: Project, repository: Repository) -> None:
    tea = package("wp-plugin/teapot")
    repository.released(tea, "1.0")
    repository.released(tea, "2.0")
    require = {"wp-plugin/teapot": "*"}
    assert project.update(require=require).returncode == 0
    assert project.versions() == {"wp-plugin/teapot": "2.0"}

    repository.deploy("--rollback")
    again = project.update(require=require)

    assert again.returncode == 0, again.stderr
    assert project.versions() == {"wp-plugin/teapot": "1.0"}
