"""Tests that whatever goes wrong at WordPress.org changes nothing here, and is made up for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from packages.discovery.discover import discover
from packages.exceptions import PackagesError
from packages.following.check_status import check_status
from packages.following.update import update
from packages.models import Package, StatusChange, Watermark
from packages.router import ALIAS
from packages.wordpress_org.http import Session, Sources
from tests.packages import troubles
from tests.packages.following import IMPATIENT, hours_pass
from tests.packages.runs import new_run, untold
from tests.packages.troubles import Trouble
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])

PACKAGES = 25  # more than fail in a row before a run ends
NOWHERE = "http://127.0.0.1:9"
TROUBLES: dict[str, Trouble | None] = {
    "refusing": None,
    "dropping": troubles.Drops(),
    "hanging": troubles.Hangs(),
    "dripping": troubles.Drips(),
    "half an answer": troubles.Breaks(),
    "500": troubles.BROKEN,
    "HTML": troubles.Says(200),
    "404 without JSON": troubles.NOTHING_HERE,
    "404 with JSON": troubles.UNKNOWN_TO_ALL,
    "429": troubles.busy(0),
    "429 for long": troubles.busy(3600),
    "a redirect": troubles.AWAY,
}


@contextmanager
def asking(sources: Sources) -> Iterator[dict[str, Any]]:
    """Give what a command gives its function; each command has a session of its own."""
    with Session(sources, IMPATIENT) as session:
        yield {"session": session, "progress": untold}


def attempt_all(sources: Sources) -> None:
    """Run the commands; each of them has to fail."""
    with asking(sources) as kwargs, pytest.raises(PackagesError):
        discover(new_run(), source="svn", **kwargs)
    with asking(sources) as kwargs, pytest.raises(PackagesError):
        update(new_run(), concurrency=PACKAGES, **kwargs)
    with asking(sources) as kwargs, pytest.raises(PackagesError):
        check_status(new_run(), concurrency=PACKAGES, also_not_due=True, **kwargs)


def what_we_know() -> tuple[list[dict[str, Any]], list[tuple[str, int]]]:
    """Return all rows without when they were asked about, and the watermarks."""
    rows = [dict(row) for row in Package.objects.order_by("pk").values()]
    for row in rows:
        del row["asked_at"]
    marks = Watermark.objects.order_by("pk").values_list("name", "value")
    return rows, list(marks)


def test_one_outage_after_the_other_changes_nothing(
    org: WordPressOrg, settings: Any, tmp_path: Path
) -> None:
    settings.PACKAGES_WORDPRESS_ORG_DOWNLOADS = org.downloads
    well = org.sources(tmp_path / "rate")
    refusing = replace(well, api=NOWHERE, plugins_svn=NOWHERE, themes_svn=NOWHERE)
    everything = org.generate(plugins=PACKAGES)
    with asking(well) as kwargs:
        discover(new_run(), source="svn", **kwargs)
        assert update(new_run(), **kwargs)["changed"] == PACKAGES
        for listed in everything:
            org.commit("plugin", listed.slug)
        discover(new_run(), source="svn", **kwargs)
        hours_pass(1)
    released = {
        listed.slug: org.release("plugin", listed.slug) for listed in everything
    }
    before = what_we_know()

    for name, trouble in TROUBLES.items():
        org.everywhere(trouble)
        attempt_all(well if trouble else refusing)
        assert what_we_know() == before, name
        Package.objects.update(asked_at=None)

    org.everywhere(None)
    assert not StatusChange.objects.exists()
    with asking(well) as kwargs:
        assert discover(new_run(), source="svn", **kwargs)["changed"] == PACKAGES
        assert update(new_run(), **kwargs) == {"asked": PACKAGES, "changed": PACKAGES}
        assert update(new_run(), **kwargs) == {}
    versions = Package.objects.values_list("slug", "current_version")
    assert dict(versions) == released
    marks = Watermark.objects.filter(name="plugin-log").values_list("value", flat=True)
    assert list(marks) == [org.subversion["plugin"].newest]
