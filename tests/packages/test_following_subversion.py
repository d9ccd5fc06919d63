"""Tests that rows follow a real Subversion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from packages.discovery.discover import discover
from packages.discovery.history import backfill_history
from packages.models import Package, Watermark
from packages.models.package import State
from packages.router import ALIAS
from packages.versions.version_list import KeptVersion, as_json
from packages.wordpress_org.http import Session, Sources
from tests.packages.runs import new_run, untold
from tests.packages.subversion import Repository, Subversion
from tests.packages.wordpress_org import USER_AGENT, WITHOUT_LIMIT

pytestmark = pytest.mark.django_db(databases=[ALIAS])


@pytest.fixture
def repository() -> Iterator[Repository]:
    server = Subversion()
    try:
        yield server.new_repository()
    finally:
        server.stop()


@pytest.fixture
def asking(repository: Repository, tmp_path: Path) -> Iterator[dict[str, Any]]:
    url, limiter = repository.url, tmp_path / "rate"
    sources = Sources("", url, url, WITHOUT_LIMIT, USER_AGENT, limiter)
    with Session(sources) as session:
        yield {"package_type": "plugin", "session": session, "progress": untold}


def test_names_commits_tags_and_their_dates(
    repository: Repository, asking: dict[str, Any]
) -> None:
    make = ["mkdir", "tea", "mkdir", "tea/trunk", "mkdir", "tea/tags"]
    repository.commit(*make, "mkdir", "tea/tags/1.0")
    begun = repository.commit("mkdir", "Bad.Name")
    seen = "2030-01-01T00:00:00+00:00"

    found = discover(new_run(), source="svn", **asking)
    assert found == {"new": 1, "unnameable": 1}
    tea = Package.objects.get()
    assert tea.slug == "tea"
    log = Watermark.objects.get(name="plugin-log")
    assert log.value == begun

    repository.commit("mkdir", "tea/tags/1.1")
    trunk = repository.commit("put", "/dev/null", "tea/trunk/tea.php")
    newest = repository.commit("mkdir", "milk")

    found = discover(new_run(), source="svn", **asking)
    assert found == {"new": 1, "changed": 2}
    tea.refresh_from_db()
    log.refresh_from_db()
    assert (tea.trunk_revision, log.value) == (trunk, newest)
    assert list(orjson.loads(tea.tag_times)) == ["1.1"]

    tea.versions = as_json([KeptVersion("1.1", seen), KeptVersion("1.0", seen)])
    tea.state, tea.first_open_at, tea.trunk_revision = State.OPEN, tea.first_seen_at, 1
    tea.save()
    assert backfill_history(new_run(), **asking) == {"dated": 1}
    tea.refresh_from_db()
    assert set(orjson.loads(tea.tag_times)) == {"1.0", "1.1"}
    assert seen not in tea.versions
    assert tea.trunk_revision == trunk
