"""Tests how a log is read that isn't whole, isn't Subversion's, or wants to do harm."""

from __future__ import annotations

from itertools import islice

import pytest

from packages.wordpress_org import dav
from packages.wordpress_org.listing import read_listing
from packages.wordpress_org.log import Change, Revision, revisions
from packages.wordpress_org.log_changes import LogChanges
from packages.wordpress_org.xml import UnreadableAnswer

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<S:log-report xmlns:S="svn:" xmlns:D="DAV:">'
TAIL = "</S:log-report>"
PAGE = (
    "<html><head><title> - Revision 7: /</title></head>\n<body>\n <ul>\n"
    '  <li><a href="tea/">tea/</a></li>\n </ul>\n</body></html>\n'
)


def item(number: int, *paths: str, date: str = "2026-01-02T03:04:05.678901Z") -> str:
    added = "".join(
        f'<S:added-path node-kind="dir">{path}</S:added-path>' for path in paths
    )
    return (
        f"<S:log-item>{added}<D:version-name>{number}</D:version-name>"
        f"<S:date>{date}</S:date></S:log-item>\n"
    )


def read(*parts: str) -> list[Revision]:
    return list(revisions(part.encode() for part in parts))


def test_a_revision_has_its_moment_to_the_second() -> None:
    assert read(HEAD, item(7, "/tea"), TAIL) == [
        Revision(7, "2026-01-02T03:04:05+00:00", [Change("/tea", True, False)])
    ]


def test_an_empty_log_has_no_revisions() -> None:
    assert read(HEAD, TAIL) == []


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_it_doesnt_matter_where_an_answer_is_cut(size: int) -> None:
    body = (HEAD + item(7, "/té", "/tea") + item(8) + TAIL).encode()
    chunks = [body[place : place + size] for place in range(0, len(body), size)]

    assert list(revisions(chunks)) == read(HEAD, item(7, "/té", "/tea"), item(8), TAIL)


def test_revisions_come_before_the_answer_has_ended() -> None:
    def endless() -> object:
        yield HEAD.encode()
        number = 0
        while True:
            yield item(number := number + 1, "/tea").encode()

    read = revisions(endless())  # type: ignore[arg-type]

    assert [revision.number for revision in islice(read, 3)] == [1, 2, 3]


def test_an_answer_that_breaks_off_is_unreadable() -> None:
    whole = HEAD + item(7, "/tea") + item(8, "/tea/tags") + TAIL

    for length in range(len(whole)):
        with pytest.raises(UnreadableAnswer):
            read(whole[:length])


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body>Down for maintenance</body></html>",
        "<!DOCTYPE html><html>",
        '{"error": "closed"}',
        "<log-report/>",
        '<?xml version="1.0"?><D:error xmlns:D="DAV:"/>',
        HEAD + item(7) + TAIL + "x",
        HEAD + "<S:log-item><D:version-name>seven</D:version-name></S:log-item>" + TAIL,
        HEAD + f"<S:log-item><D:version-name>{'9' * 30}</D:version-name>",
        '<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD.partition("\n")[2] + TAIL,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + HEAD.partition("\n")[2] + TAIL,
    ],
)
def test_what_subversion_doesnt_send_is_unreadable(body: str) -> None:
    with pytest.raises(UnreadableAnswer):
        read(body)


def test_an_entity_is_never_opened() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "tea"><!ENTITY b "&a;&a;">]>'

    with pytest.raises(UnreadableAnswer):
        read(bomb, HEAD.partition("\n")[2], item(7, "/&b;"), TAIL)


def test_bytes_that_xml_forbids_are_dropped() -> None:
    body = (HEAD + item(7, "/te\x01\x1fa\ufffe") + TAIL).encode()
    bad_utf8 = body.replace(b"/te", b"/t\xff\xc3e")

    assert [change.path for change in list(revisions([bad_utf8]))[0].changes] == [
        "/tea"
    ]


def test_a_revision_without_a_date_gives_no_time_to_a_tag() -> None:
    found = LogChanges("plugin")
    for revision in read(HEAD, item(7, "/tea/tags/1.0", date=""), TAIL):
        found.add(revision)

    assert found.changed == {"tea"}
    assert found.tag_times == {}


def test_a_tag_that_can_be_no_version_has_no_time() -> None:
    found = LogChanges("plugin")
    tags = ["latest", "1.0 beta", "1." + "0" * 60, "trunk"]
    for revision in read(HEAD, item(7, *(f"/tea/tags/{tag}" for tag in tags)), TAIL):
        found.add(revision)

    assert found.tag_times == {}


def test_the_highest_revision_is_that_of_the_answer() -> None:
    found = LogChanges("plugin")

    assert found.highest == 0
    for revision in read(HEAD, item(7, "/tea"), item(9), TAIL):
        found.add(revision)
    assert found.highest == 9


def test_a_path_in_a_question_is_escaped() -> None:
    assert "<S:path>a&lt;b&amp;c</S:path>" in dav.log_request(
        start=1, limit=1, path="a<b&c"
    )


@pytest.mark.parametrize("body", [b"", b"<html>Not Found</html", b"{}", b"\x00"])
def test_another_servers_error_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer):
        dav.error_code(body)


def test_an_error_of_dav_without_a_number_has_none() -> None:
    assert dav.error_code(b'<D:error xmlns:D="DAV:"/>') is None


def test_a_listing_is_read_when_it_is_whole() -> None:
    listing = read_listing(PAGE.encode())

    assert (listing.revision, listing.names) == (7, ["tea"])


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><title>404 Not Found</title></html>",
        "<html><title>Revision seven: /</title></html>",
        PAGE.replace("</html>", ""),
        PAGE[: len(PAGE) // 2],
        "{}",
    ],
)
def test_a_page_that_isnt_a_whole_listing_is_unreadable(page: str) -> None:
    with pytest.raises(UnreadableAnswer):
        read_listing(page.encode())
