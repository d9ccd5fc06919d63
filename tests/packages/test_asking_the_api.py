"""Tests what is asked of WordPress.org's API, and what each trouble of it is taken for."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from packages.addresses import PackageType
from packages.wordpress_org.answers import Closed, ClosedForGood, Failure, Gone, Open
from packages.wordpress_org.api import ask
from packages.wordpress_org.http import Limit, Patience, Session, WordPressOrgDown
from tests.packages.asking import SOON, NewSession
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
    busy,
)
from tests.packages.wordpress_org import USER_AGENT, WordPressOrg

OF_BOTH = [
    *("versions", "active_installs", "requires", "requires_php", "requires_plugins"),
    *("homepage", "last_updated", "author"),
]
OF_NEITHER = [
    *("description", "reviews", "banners", "icons", "ratings", "contributors"),
    *("tags", "screenshots"),
]


@pytest.mark.parametrize(
    ("package_type", "wanted", "unwanted"),
    [
        ("plugin", [*OF_BOTH, "short_description"], [*OF_NEITHER, "sections"]),
        ("theme", [*OF_BOTH, "sections"], OF_NEITHER),
    ],
)
def test_it_asks_for_the_fields_that_it_reads(
    org: WordPressOrg,
    session: Session,
    package_type: PackageType,
    wanted: list[str],
    unwanted: list[str],
) -> None:
    ask(session, package_type, "tea")

    [received] = org.received
    assert (received.method, received.path) == (
        "GET",
        f"/api/{package_type}s/info/1.2/",
    )
    assert received.query == {
        "action": f"{package_type}_information",
        "request[slug]": "tea",
        **{f"request[fields][{field}]": "true" for field in wanted},
        **{f"request[fields][{field}]": "false" for field in unwanted},
    }


def test_it_says_who_asks_and_sends_nothing_else_about_us(
    org: WordPressOrg,
    session: Session,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    org.everywhere(Says(404, b"{}", {"Set-Cookie": "a=b"}))

    for _ in range(2):
        ask(session, "plugin", "tea")

    for received in org.received:
        assert received.headers["User-Agent"] == USER_AGENT
        assert not {"Cookie", "Authorization"} & set(received.headers)


@pytest.mark.parametrize("package_type", ["plugin", "theme"])
def test_each_state_of_a_package_is_told_apart(
    org: WordPressOrg, session: Session, package_type: PackageType
) -> None:
    org.add(package_type, "tea", "1.0", "1.1")
    opened = ask(session, package_type, "tea")
    org.close(package_type, "tea")
    closed = ask(session, package_type, "tea")
    org.close(package_type, "tea", for_good=True)
    for_good = ask(session, package_type, "tea")
    org.reopen(package_type, "tea")
    reopened = ask(session, package_type, "tea")
    org.remove(package_type, "tea")

    assert isinstance(opened, Open)
    assert opened.directory_version == "1.1"
    assert opened.author == "Ada Lovelace"
    assert opened.description == "Tea for everybody."
    assert opened.last_updated is not None
    assert type(closed) is Closed
    assert type(for_good) is ClosedForGood
    assert reopened == opened
    assert ask(session, package_type, "tea") == Gone()


FAILURES: dict[str, Trouble] = {
    "500": BROKEN,
    "502": Says(502),
    "503": Says(503, b'{"error": "closed"}'),
    "504": Says(504),
    "429": busy(0),
    "403": Says(403, b'{"error": "closed"}'),
    "404 without JSON": NOTHING_HERE,
    "a page": Says(200, HTML),
    "broken JSON": Says(200, b'{"slug": "tea"'),
    "another package": Says(200, b'{"slug": "coffee", "versions": []}'),
    "nothing": Says(200, b""),
    "half an answer": Breaks(),
    "no answer": Hangs(),
    "a broken connection": Drops(),
    "a redirect": AWAY,
    "a permanent redirect": Says(308, b"", {"Location": "/api/plugins/info/1.2/"}),
    "broken compression": Says(200, b"tea", {"Content-Encoding": "gzip"}),
    "chunks that break off": Says(200, b"4\r\n{}", {"Transfer-Encoding": "chunked"}),
}


@pytest.mark.parametrize("trouble", FAILURES.values(), ids=FAILURES.keys())
def test_each_trouble_is_a_failure_and_passes(
    org: WordPressOrg, session: Session, trouble: Trouble
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(trouble)
    failed = ask(session, "plugin", "tea")
    org.everywhere(None)

    assert isinstance(failed, Failure), failed
    assert failed.reason
    assert isinstance(ask(session, "plugin", "tea"), Open)


def test_a_server_that_is_away_is_a_failure(
    org: WordPressOrg, session: Session
) -> None:
    org.stop()

    assert isinstance(ask(session, "plugin", "tea"), Failure)


def test_a_redirect_is_not_followed(org: WordPressOrg, session: Session) -> None:
    elsewhere = {"Location": f"{org.api}/plugins/info/1.2/?action=other"}
    org.times(1, Says(302, b"", elsewhere))

    ask(session, "plugin", "tea")

    assert len(org.received) == 1


@pytest.mark.parametrize("trouble", [BROKEN, Drops(), busy(0), busy("soon"), Says(503)])
def test_three_more_tries_may_help(
    org: WordPressOrg, session: Session, trouble: Trouble
) -> None:
    org.add("plugin", "tea", "1.0")
    org.times(3, trouble)
    helped = ask(session, "plugin", "tea")
    tries = len(org.received)
    org.times(4, trouble)

    assert isinstance(helped, Open)
    assert tries == 4
    assert isinstance(ask(session, "plugin", "tea"), Failure)
    assert len(org.received) == 8


@pytest.mark.parametrize(
    "trouble",
    [Hangs(), Breaks(), NOTHING_HERE, Says(200, HTML), UNKNOWN_TO_ALL, Says(413)],
)
def test_what_a_second_try_wouldnt_mend_is_asked_once(
    org: WordPressOrg, session: Session, trouble: Trouble
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(trouble)

    ask(session, "plugin", "tea")

    assert len(org.received) == 1


def test_pauses_between_tries_double(
    org: WordPressOrg, new_session: NewSession
) -> None:
    org.everywhere(BROKEN)

    ask(new_session(replace(SOON, first_pause=0.2)), "plugin", "tea")

    moments = [received.moment for received in org.received]
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    assert len(pauses) == 3
    for pause, least in zip(pauses, [0.2, 0.4, 0.8], strict=True):
        assert least <= pause < least + 0.35


def test_a_drip_ends_with_the_time_of_a_whole_answer(
    org: WordPressOrg, new_session: NewSession
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(Drips(0.05))
    patience = replace(SOON, short=Limit(1, 8_000_000))
    began = time.monotonic()

    found = ask(new_session(patience), "plugin", "tea")

    assert isinstance(found, Failure)
    assert 0.9 < time.monotonic() - began < 3


def test_a_slow_answer_that_ends_in_time_is_one(
    org: WordPressOrg, new_session: NewSession
) -> None:
    org.add("plugin", "tea", "1.0")
    org.everywhere(Drips(0.0005))
    patience = replace(SOON, read=0.2)
    began = time.monotonic()

    found = ask(new_session(patience), "plugin", "tea")

    assert isinstance(found, Open)
    assert time.monotonic() - began > patience.read


def test_bytes_are_counted_when_they_are_unpacked(
    org: WordPressOrg, new_session: NewSession
) -> None:
    bomb = gzip.compress(b" " * 20_000_000)
    assert len(bomb) < 100_000
    org.everywhere(Says(200, bomb, {"Content-Encoding": "gzip"}))

    found = ask(new_session(replace(SOON, read=10)), "plugin", "tea")

    assert found == Failure("the answer has more than 8,000,000 bytes")


def test_an_answer_may_be_compressed(org: WordPressOrg, session: Session) -> None:
    body = gzip.compress(b'{"slug": "tea", "versions": []}')
    org.everywhere(Says(200, body, {"Content-Encoding": "gzip"}))

    assert ask(session, "plugin", "tea") == Open(urls={})


def test_20_failures_in_a_row_end_the_run(org: WordPressOrg, session: Session) -> None:
    org.everywhere(NOTHING_HERE)
    failures = [ask(session, "plugin", "tea") for _ in range(19)]

    assert all(isinstance(found, Failure) for found in failures)
    with pytest.raises(WordPressOrgDown, match="WordPress.org doesn't answer"):
        ask(session, "plugin", "tea")
    asked = len(org.received)
    with pytest.raises(WordPressOrgDown, match="WordPress.org doesn't answer"):
        ask(session, "plugin", "tea")
    assert len(org.received) == asked == 20


@pytest.mark.parametrize("answered", ["open", "closed", "gone"])
def test_one_answer_among_failures_lets_the_run_go_on(
    org: WordPressOrg, session: Session, answered: str
) -> None:
    org.add("plugin", "open", "1.0")
    org.add("plugin", "closed", "1.0")
    org.close("plugin", "closed")

    for _ in range(3):
        org.everywhere(NOTHING_HERE)
        for _ in range(19):
            ask(session, "plugin", "tea")
        org.everywhere(None)
        assert not isinstance(ask(session, "plugin", answered), Failure)


def test_the_contracts_patience() -> None:
    patience = Patience()

    assert (patience.connect, patience.read, patience.first_pause) == (5, 30, 1)
    assert patience.short == Limit(60, 8_000_000)
    assert patience.long == Limit(600, 64_000_000)
