"""Tests of `discover` from a file of names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from packages.discovery.configured import POPULAR
from packages.discovery.discover import discover
from packages.exceptions import PackagesError
from packages.models.package import State
from packages.router import ALIAS
from packages.wordpress_org.http import Session
from packages.wordpress_org.names import is_package_name
from tests.packages.following import plugin, states
from tests.packages.runs import new_run, untold
from tests.packages.wordpress_org import WordPressOrg

pytestmark = pytest.mark.django_db(databases=[ALIAS])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "names.toml"
    file.write_text('plugins = ["tea", "milk", "Bad.Name"]\nthemes = ["quiet"]\n')
    return file


def discovered(org_session: Session, **options: Any) -> dict[str, int]:
    counts = discover(
        new_run("discover"), session=org_session, progress=untold, **options
    )
    return {name: number for name, number in counts.items() if number}


def test_it_works(org_session: Session, org: WordPressOrg, file: Path) -> None:
    run = new_run("discover")

    counts = discover(run, file=file, session=org_session, progress=untold)

    assert counts == {"new": 3, "unnameable": 1} == run.counters
    assert states() == {"milk": "new", "quiet": "new", "tea": "new"}
    assert not org.received  # nobody was asked


def test_what_is_known_stays(org_session: Session, file: Path) -> None:
    plugin("tea", State.CLOSED)

    assert discovered(org_session, file=file) == {"new": 2, "unnameable": 1}
    assert discovered(org_session, file=file) == {"unnameable": 1}
    assert states()["tea"] == "closed"


def test_one_type_is_taken(org_session: Session, file: Path) -> None:
    assert discovered(org_session, file=file, package_type="theme") == {"new": 1}


def test_a_limit_is_of_all(org_session: Session, file: Path) -> None:
    assert discovered(org_session, file=file, limit=2)["new"] == 2
    assert discovered(org_session, file=file, limit=2)["new"] == 1


@pytest.mark.parametrize(
    "text",
    [
        None,
        "plugins = ",
        'plugins = "tea"',
        "plugins = [1]",
        'plugin = ["tea"]',
        "\udcff",
    ],
)
def test_a_file_that_cant_be_read_is_named(
    org_session: Session, tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "names.toml"
    if text is not None:
        file.write_text(text, errors="surrogateescape")

    with pytest.raises(PackagesError, match="names.toml"):
        discovered(org_session, file=file)


def test_ours_names_20_plugins_and_7_themes() -> None:
    names = tomllib.loads(POPULAR.read_text())

    assert (len(set(names["plugins"])), len(set(names["themes"]))) == (20, 7)
    assert all(map(is_package_name, [*names["plugins"], *names["themes"]]))
