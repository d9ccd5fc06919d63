"""Tests that Subversion's listing, log and errors are read: the real one's, and the fake's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from packages.addresses import PackageType
from packages.wordpress_org import dav, svn
from packages.wordpress_org.http import Session, Sources
from packages.wordpress_org.listing import read_listing
from packages.wordpress_org.log import Revision, revisions
from packages.wordpress_org.log_changes import LogChanges
from packages.wordpress_org.xml import UnreadableAnswer
from tests.packages.subversion import FakeRepository, Repository, Subversion
from tests.packages.wordpress_org import USER_AGENT, WITHOUT_LIMIT, WordPressOrg


@pytest.fixture(scope="module")
def server() -> Iterator[Subversion]:
    server = Subversion()
    yield server
    server.stop()


@pytest.fixture(params=["fake", "real"])
def subversion(request: pytest.FixtureRequest) -> Iterator[Repository]:
    if request.param == "real":
        server: Subversion = request.getfixturevalue("server")
        yield server.new_repository()
        return
    with WordPressOrg() as org:
        yield FakeRepository(org.svn("plugin"), org.subversion["plugin"])


@pytest.fixture
def session(subversion: Repository, tmp_path: Path) -> Iterator[Session]:
    url, file = subversion.url, tmp_path / "rate.sqlite3"
    with Session(Sources("", url, url, WITHOUT_LIMIT, USER_AGENT, file)) as session:
        yield session


def log(
    subversion: Repository, *, start: int = 1, limit: int = 1000, path: str = ""
) -> list[Revision]:
    body = dav.log_request(start=start, limit=limit, path=path)
    answer = subversion.ask("REPORT", "/!svn/bc/0/", body)
    assert answer.status_code == 200, answer.text
    return list(revisions(answer.iter_content(100)))


def changes(log: list[Revision], package_type: PackageType = "plugin") -> LogChanges:
    found = LogChanges(package_type)
    for revision in log:
        found.add(revision)
    return found


def test_what_happened_to_plugins_is_read_from_the_log(subversion: Repository) -> None:
    make = ["mkdir", "tea", "mkdir", "tea/trunk", "mkdir", "tea/tags"]
    subversion.commit(*make, "put", "/dev/null", "tea/trunk/readme.txt")
    subversion.commit("cp", "HEAD", "tea/trunk", "tea/tags/1.0")
    subversion.commit("mkdir", "tea/tags/1.0+b&x é", "mkdir", "Bad.Name")
    trunk = subversion.commit("put", "/dev/null", "tea/trunk/a<b>.php")
    for file in ("tea/tags/1.0/readme.txt", "tea/tags/1.1"):
        subversion.commit("put", "/dev/null", file)
    subversion.commit("mkdir", "a--b", "put", "/dev/null", "notes")
    newest = subversion.commit("rm", "a--b")

    read = log(subversion)
    found = changes(read)

    assert [revision.number for revision in read] == list(range(1, newest + 1))
    assert found.highest == newest
    assert found.added == found.changed == {"tea", "a--b"}
    assert found.trunk_revisions == {"tea": trunk}
    assert found.tag_times == {"tea": {"1.0": read[1].moment}}
    assert found.unnameable == {"Bad.Name"}


def test_what_happened_to_themes_is_read_from_the_log(subversion: Repository) -> None:
    subversion.commit("mkdir", "quiet")
    subversion.commit("mkdir", "quiet/1.0", "mkdir", "quiet/1.0/tags")
    subversion.commit("mkdir", "quiet/1.0/tags/2.0", "mkdir", "quiet/trunk")

    read = log(subversion)
    found = changes(read, "theme")

    assert found.tag_times == {"quiet": {"1.0": read[1].moment}}
    assert found.trunk_revisions == {}


def test_a_tag_that_is_made_again_has_the_later_time(subversion: Repository) -> None:
    subversion.commit("mkdir", "tea", "mkdir", "tea/tags", "mkdir", "tea/tags/1.0")
    subversion.commit("rm", "tea/tags/1.0")
    subversion.commit("mkdir", "tea/tags/1.0")
    replaced = subversion.commit("rm", "tea/tags/1.0", "mkdir", "tea/tags/1.0")

    read = log(subversion)

    assert read[-1].number == replaced
    assert changes(read[:3]).tag_times["tea"]["1.0"] == read[2].moment
    assert changes(read).tag_times["tea"]["1.0"] == read[3].moment


def test_the_log_comes_oldest_first_and_as_much_as_was_asked(
    subversion: Repository,
) -> None:
    for number in range(5):
        subversion.commit("mkdir", f"tea-{number}")

    assert [found.number for found in log(subversion, start=2, limit=3)] == [2, 3, 4]
    assert [found.number for found in log(subversion, start=5)] == [5]


def test_the_log_of_one_plugins_tags_gives_their_times(subversion: Repository) -> None:
    subversion.commit("mkdir", "tea", "mkdir", "tea/tags", "mkdir", "tea/trunk")
    subversion.commit("mkdir", "coffee", "mkdir", "tea/tags/1.0")
    subversion.commit("mkdir", "milk")

    read = log(subversion, path="tea/tags")

    assert [revision.number for revision in read] == [1, 2]
    assert dict(changes(read).tag_times) == {"tea": {"1.0": read[1].moment}}


def test_a_revision_that_isnt_there_has_its_number(subversion: Repository) -> None:
    body = dav.log_request(start=1, limit=1000)
    answer = subversion.ask("REPORT", "/!svn/bc/0/", body)

    assert answer.status_code == 404
    assert dav.error_code(answer.content) == dav.NO_SUCH_REVISION


def test_a_path_that_isnt_there_has_its_number(subversion: Repository) -> None:
    subversion.commit("mkdir", "tea")
    body = dav.log_request(start=1, limit=5000, path="tea/tags")
    answer = subversion.ask("REPORT", "/!svn/bc/1/", body)

    assert answer.status_code == 404
    assert dav.error_code(answer.content) == dav.NO_SUCH_PATH


def test_the_revision_of_a_trunk_is_the_last_that_changed_it(
    subversion: Repository,
) -> None:
    subversion.commit("mkdir", "tea", "mkdir", "tea/trunk")
    changed = subversion.commit("mkdir", "tea/trunk/inc")
    subversion.commit("mkdir", "coffee")

    answer = subversion.ask("PROPFIND", "/tea/trunk/", dav.VERSION_NAME)

    assert answer.status_code == 207
    assert dav.version_name(answer.content) == changed


def test_a_plugin_without_a_trunk_answers_with_a_page(subversion: Repository) -> None:
    answer = subversion.ask("PROPFIND", "/tea/trunk/", dav.VERSION_NAME)

    assert answer.status_code == 404
    with pytest.raises(UnreadableAnswer):
        dav.error_code(answer.content)


def test_the_listing_has_every_folder_and_the_revision(subversion: Repository) -> None:
    folders = ["tea", "a--b", "Bad.Name", "té & <x>", "tea.two"]
    for folder in folders:
        newest = subversion.commit("mkdir", folder)
    newest = subversion.commit("put", "/dev/null", "notes")

    found = read_listing(subversion.ask("GET", "/").content)

    assert found.revision == newest
    assert sorted(found.names) == ["a--b", "tea"]
    assert sorted(found.unnameable) == sorted(["Bad.Name", "tea.two", "té & <x>"])


def test_the_listing_of_a_folder_below_doesnt_count_the_way_up(
    subversion: Repository,
) -> None:
    subversion.commit("mkdir", "tea", "mkdir", "tea/trunk")

    found = read_listing(subversion.ask("GET", "/tea/").content)

    assert (found.names, found.unnameable) == (["trunk"], [])


def test_a_session_reads_names_log_and_dates(
    subversion: Repository, session: Session
) -> None:
    assert list(svn.log(session, "plugin", 0)) == []
    subversion.commit("mkdir", "tea", "mkdir", "tea/trunk", "mkdir", "tea/tags")
    tagged = subversion.commit("cp", "HEAD", "tea/trunk", "tea/tags/1.0")
    subversion.commit("mkdir", "coffee")

    [changes] = svn.log(session, "plugin", 1)

    assert sorted(svn.names(session, "plugin").names) == ["coffee", "tea"]
    assert (changes.changed, changes.added) == ({"tea", "coffee"}, {"coffee"})
    assert list(svn.log(session, "plugin", changes.highest)) == []
    assert svn.tag_times(session, "plugin", "tea") == changes.tag_times["tea"]
    assert list(changes.tag_times["tea"]) == ["1.0"]
    assert tagged == 2
    assert svn.trunk_revision(session, "tea") == 1


def test_a_session_finds_no_dates_where_there_are_no_tags(
    subversion: Repository, session: Session
) -> None:
    subversion.commit("mkdir", "tea")

    assert svn.tag_times(session, "plugin", "tea") == {}
    assert svn.tag_times(session, "plugin", "coffee") == {}
    assert svn.trunk_revision(session, "tea") is None
    assert svn.trunk_revision(session, "coffee") is None
