"""Tests what is read from WordPress.org's Subversion over HTTP, and what each trouble does to it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from packages.addresses import PackageType
from packages.wordpress_org import dav, svn
from packages.wordpress_org.http import Limit, Session, TooLarge, WordPressOrgDown
from packages.wordpress_org.xml import UnreadableAnswer
from tests.packages.asking import SOON, NewSession
from tests.packages.fake_subversion import FakeSubversion
from tests.packages.troubles import (
    AWAY,
    BROKEN,
    HTML,
    NOTHING_HERE,
    UNKNOWN_TO_ALL,
    Breaks,
    Drips,
    Drops,
    Hangs,
    Says,
    Trouble,
)
from tests.packages.wordpress_org import WordPressOrg

TROUBLES: dict[str, Trouble] = {
    "500": BROKEN,
    "403": Says(403),
    "404 as a page": NOTHING_HERE,
    "404 as JSON": UNKNOWN_TO_ALL,
    "404 without anything": Says(404, b""),
    "404 with another error of Subversion's": Says(
        404,
        b'<D:error xmlns:D="DAV:" xmlns:m="http://apache.org/dav/xmlns">'
        b'<m:human-readable errcode="160024">x</m:human-readable></D:error>',
    ),
    "a page": Says(200, HTML),
    "nothing": Says(200, b""),
    "half an answer": Breaks(),
    "no answer": Hangs(),
    "a broken connection": Drops(),
    "a redirect": AWAY,
}
QUESTIONS: dict[str, Callable[[Session], object]] = {
    "names": lambda session: svn.names(session, "plugin"),
    "log": lambda session: list(svn.log(session, "plugin", 0)),
    "tag_times": lambda session: svn.tag_times(session, "plugin", "tea"),
}
every_question = pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)


@every_question
@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_no_trouble_is_taken_for_an_answer(
    org: WordPressOrg,
    session: Session,
    ask: Callable[[Session], object],
    trouble: Trouble,
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(trouble)

    with pytest.raises(UnreadableAnswer) as raised:
        ask(session)

    assert f"{org.url}/svn/plugins" in str(raised.value)
    org.everywhere(None)
    assert ask(session)


@pytest.mark.parametrize("question", ["names", "tag_times"])
def test_an_answer_that_is_too_large_is_none(
    org: WordPressOrg, new_session: NewSession, question: str
) -> None:
    org.generate(plugins=50)
    org.packages.clear()
    org.add("plugin", "tea", *(f"1.{number}" for number in range(50)))
    session = new_session(replace(SOON, long=Limit(600, 1000)))

    with pytest.raises(TooLarge):
        QUESTIONS[question](session)


@every_question
def test_a_drip_ends_with_the_time_of_a_whole_answer(
    org: WordPressOrg, new_session: NewSession, ask: Callable[[Session], object]
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(Drips(0.05))

    with pytest.raises(UnreadableAnswer):
        ask(new_session(replace(SOON, long=Limit(0.5, 64_000_000))))


def test_20_failures_in_a_row_end_the_run(org: WordPressOrg, session: Session) -> None:
    org.everywhere(NOTHING_HERE)
    for _ in range(19):
        with pytest.raises(UnreadableAnswer):
            svn.tag_times(session, "plugin", "tea")

    with pytest.raises(WordPressOrgDown, match="WordPress.org doesn't answer"):
        svn.names(session, "plugin")


@pytest.mark.parametrize("package_type", ["plugin", "theme"])
def test_names_and_their_revision_are_read(
    org: WordPressOrg, session: Session, package_type: PackageType
) -> None:
    org.add(package_type, "tea", "1.0")
    org.add(package_type, "coffee", "1.0")
    org.subversion[package_type].commit("mkdir", "Bad.Name")

    found = svn.names(session, package_type)

    assert sorted(found.names) == ["coffee", "tea"]
    assert (found.unnameable, found.revision) == (["Bad.Name"], 3)


def test_the_log_is_read_a_thousand_revisions_at_a_time(
    org: WordPressOrg, session: Session
) -> None:
    org.generate(plugins=2100)

    portions = list(svn.log(session, "plugin", 50))

    assert [portion.highest for portion in portions] == [1050, 2050, 2100]
    assert sum(len(portion.added) for portion in portions) == 2050
    assert [received.path for received in org.received] == 4 * [
        "/svn/plugins/!svn/bc/0/"
    ]


def test_a_log_without_news_is_empty(org: WordPressOrg, session: Session) -> None:
    org.add("plugin", "tea", "1.0")

    assert list(svn.log(session, "plugin", 1)) == []
    assert list(svn.log(session, "plugin", 7)) == []
    assert list(svn.log(session, "theme", 0)) == []


def test_a_log_that_goes_back_ends(org: WordPressOrg, session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    question = dav.log_request(start=1, limit=1).encode()
    old = org.subversion["plugin"].log(question, 1).body
    org.everywhere(Says(200, old))

    assert list(svn.log(session, "plugin", 1)) == []
    assert len(org.received) == 1


def test_portions_before_a_trouble_are_whole(
    org: WordPressOrg, session: Session
) -> None:
    org.generate(plugins=1500)
    log = svn.log(session, "plugin", 0)
    first = next(log)
    org.everywhere(Breaks())

    with pytest.raises(UnreadableAnswer):
        next(log)
    assert first.highest == len(first.changed) == 1000


def test_a_log_that_is_too_large_is_asked_for_in_halves(
    org: WordPressOrg, new_session: NewSession
) -> None:
    org.generate(plugins=400)
    question = dav.log_request(start=1, limit=1000).encode()
    whole = len(org.subversion["plugin"].log(question, 400).body)
    session = new_session(replace(SOON, long=Limit(600, whole // 3)))

    portions = list(svn.log(session, "plugin", 0))

    assert len(portions) > 3
    assert portions[-1].highest == 400
    assert len(set().union(*(portion.added for portion in portions))) == 400
    assert not any(portion.skipped for portion in portions)


def test_one_revision_that_is_too_large_is_skipped_and_reported(
    org: WordPressOrg, new_session: NewSession, caplog: pytest.LogCaptureFixture
) -> None:
    made = [listed.slug for listed in org.generate(plugins=40)]
    org.subversion["plugin"].padding[17] = 200_000
    session = new_session(replace(SOON, long=Limit(600, 100_000)))

    portions = list(svn.log(session, "plugin", 0))

    made.pop(16)
    assert set().union(*(portion.skipped for portion in portions)) == {17}
    assert set().union(*(portion.changed for portion in portions)) == {*made}
    assert portions[-1].highest == 40
    [message] = [r.getMessage() for r in caplog.records if r.name == svn.__name__]
    assert message.startswith("Revision 17 of the plugins is too large")


@pytest.mark.parametrize("package_type", ["plugin", "theme"])
def test_the_times_of_tags_are_read(
    org: WordPressOrg, session: Session, package_type: PackageType
) -> None:
    org.add(package_type, "tea", "1.0")
    org.add(package_type, "coffee", "3.0")
    org.release(package_type, "tea", "1.1")
    org.commit(package_type, "tea")

    found = svn.tag_times(session, package_type, "tea")

    assert found == {
        "1.0": "2026-01-01T00:01:00+00:00",
        "1.1": "2026-01-01T00:03:00+00:00",
    }


def test_a_package_without_tags_has_no_times(
    org: WordPressOrg, session: Session
) -> None:
    org.subversion["plugin"].commit("mkdir", "tea")

    assert svn.tag_times(session, "plugin", "tea") == {}
    assert svn.tag_times(session, "plugin", "coffee") == {}


def test_the_revision_of_a_trunk_is_read(org: WordPressOrg, session: Session) -> None:
    org.add("plugin", "tea", "1.0")
    org.add("plugin", "coffee", "1.0")
    changed = org.commit("plugin", "tea")
    org.release("plugin", "coffee")

    assert svn.trunk_revision(session, "tea") == changed
    assert svn.trunk_revision(session, "milk") is None
    assert org.received[0].headers["Depth"] == "0"


@pytest.mark.parametrize("trouble", [BROKEN, Says(403), Says(200), Hangs(), Says(207)])
def test_a_trouble_is_no_trunk(
    org: WordPressOrg, session: Session, trouble: Trouble
) -> None:
    org.everywhere(trouble)

    with pytest.raises(UnreadableAnswer):
        svn.trunk_revision(session, "tea")


def test_200_schedules_of_lagging_replicas_lose_no_commit(
    org: WordPressOrg, session: Session
) -> None:
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311  no secret
        org.subversion["plugin"] = subversion = FakeSubversion()
        committed: list[str] = []
        follower = Follower(session)
        for _ in range(chance.randint(2, 6)):
            for _ in range(chance.randint(0, 4)):
                committed.append(f"tea-{len(committed)}")
                subversion.commit("mkdir", committed[-1])
            org.replica = lambda newest: max(0, newest - chance.randint(0, 5))  # noqa: B023
            org.everywhere(chance.choice([None, None, None, Breaks(), NOTHING_HERE]))
            follower.follow()
            assert follower.changed >= {*committed[: follower.watermark]}, seed
        org.replica = lambda newest: newest
        org.everywhere(None)
        for _ in range(5):  # on a busy machine an answer may come too late once
            follower.follow()

        assert follower.changed == {*committed}, seed
        assert follower.watermark == len(committed)


@dataclass
class Follower:
    """What a run does with the log: the watermark moves with what was read, and no further."""

    session: Session
    watermark: int = 0
    changed: set[str] = field(default_factory=set)

    def follow(self) -> None:
        with contextlib.suppress(UnreadableAnswer):
            for portion in svn.log(self.session, "plugin", self.watermark):
                self.changed |= portion.changed
                self.watermark = portion.highest
