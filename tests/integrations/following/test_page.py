"""A page of a site's journal is read whole, or refused whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from integrations.exceptions import SiteBadAnswer
from integrations.following.page import Page
from integrations.models import Kind, SyncedType

POSTS = SyncedType(kind=Kind.POST_TYPE, slug="post")


def put(seq: int, **changes: Any) -> dict[str, Any]:
    return {
        "seq": seq,
        "id": seq + 100,
        "op": "put",
        "status": "publish",
        "title": "A kettle",
        "slug": "a-kettle",
        "published_at": "2026-11-28T10:00:00Z",
        "modified_at": "2026-11-28T10:00:01Z",
        "origin": None,
        **changes,
    }


def gone(seq: int, **changes: Any) -> dict[str, Any]:
    return {"seq": seq, "id": seq + 100, "op": "gone", **changes}


def a_page(*rows: Any, after: int = 0, **changes: Any) -> dict[str, Any]:
    last = rows[-1]["seq"] if rows else after
    return {
        "kind": "post_type",
        "type": "post",
        "after": after,
        "generation": "g1",
        "head": last,
        "cursor": last,
        "live_count": len(rows),
        "rows": list(rows),
        **changes,
    }


def read(data: Any, *, after: int = 0, limit: int = 500) -> Page:
    return Page.read(data, POSTS, after=after, limit=limit)


def test_rows_are_read_in_their_order() -> None:
    page = read(a_page(put(3), gone(8), head=9, cursor=3))

    assert [(change.seq, change.id) for change in page.changes] == [(3, 103), (8, 108)]
    assert [change.is_gone for change in page.changes] == [False, True]
    assert (page.head, page.cursor, page.last, page.is_at_head) == (9, 3, 8, False)
    item = page.changes[0].item
    assert item is not None
    assert (item.status, item.title, item.slug) == ("publish", "A kettle", "a-kettle")
    assert item.published_at == datetime(2026, 11, 28, 10, 0, 0, tzinfo=UTC)
    assert item.modified_at == datetime(2026, 11, 28, 10, 0, 1, tzinfo=UTC)


def test_an_empty_page_says_that_nothing_is_new() -> None:
    page = read(a_page(after=7), after=7)

    assert (page.changes, page.last, page.is_at_head) == ([], 7, True)


def first(data: Any) -> Any:
    item = read(data).changes[0].item
    assert item is not None
    return item


def test_control_characters_are_taken_out_after_the_checksum() -> None:
    clean = first(a_page(put(1, title="AB", slug="c")))

    item = first(a_page(put(1, title="A\x00\x1f\x85B\n", slug="c\t")))

    assert (item.title, item.slug) == ("AB", "c")
    assert item.checksum != clean.checksum


def test_a_title_is_cut_before_the_checksum_as_the_bridge_does() -> None:
    cut = first(a_page(put(1, title="🍵" * 500)))

    item = first(a_page(put(1, title="🍵" * 501)))

    assert item.title == "🍵" * 500
    assert item.checksum == cut.checksum


@pytest.mark.parametrize("day", ["0000-00-00", "2026-02-30", "2026-13-01"])
def test_a_day_that_never_was_is_no_date(day: str) -> None:
    assert first(a_page(put(1, published_at=f"{day}T00:00:00Z"))).published_at is None


def test_what_has_no_words_has_none() -> None:
    item = first(a_page(put(1, title=None, slug=None, published_at=None)))

    assert (item.title, item.slug, item.published_at) == (None, None, None)


def test_what_we_do_not_know_is_passed_over() -> None:
    assert first(a_page(put(1, author=5), more="yes")).title == "A kettle"


WRONG_PAGES: dict[str, Any] = {
    "no object": [],
    "another kind": a_page(kind="taxonomy"),
    "another type": a_page(type="page"),
    "another beginning": a_page(put(5), after=4),
    "true for a number": a_page(after=True),
    "no rows": a_page(rows=None),
    "rows by name": a_page(rows={"0": put(1)}),
    "more rows than asked": a_page(*(put(seq) for seq in range(1, 12))),
    "no generation": a_page(generation=""),
    "a generation of another kind": a_page(generation=7),
    "a long generation": a_page(generation="g" * 65),
    "no head": a_page(put(1), head=None),
    "a negative count": a_page(put(1), live_count=-1),
    "a cursor beyond the rows": a_page(put(1), cursor=2),
    "a head that is a text": a_page(put(1), head="1"),
}


@pytest.mark.parametrize("data", WRONG_PAGES.values(), ids=WRONG_PAGES)
def test_a_page_of_another_shape_is_refused(data: Any) -> None:
    with pytest.raises(SiteBadAnswer):
        read(data, limit=10)


def test_a_head_before_our_place_is_refused() -> None:
    with pytest.raises(SiteBadAnswer):
        read(a_page(after=7, head=6), after=7)


WRONG_ROWS: dict[str, list[Any]] = {
    "no object": ["put"],
    "seq doesn't rise": [put(2), put(2, id=9)],
    "seq falls": [put(3), put(2)],
    "seq is not above where we are": [put(0)],
    "seq is a text": [put(1) | {"seq": "1"}],
    "seq is true": [put(1) | {"seq": True}],
    "seq beyond 2^63": [put(2**63)],
    "one object twice": [put(1, id=5), put(2, id=5)],
    "id 0": [put(1, id=0)],
    "id 2^63": [put(1, id=2**63)],
    "id 2^64": [gone(1, id=2**64)],
    "a fraction": [put(1, id=1.5)],
    "another op": [put(1, op="del")],
    "no op": [put(1, op=None)],
    "no status": [put(1, status="")],
    "a long status": [put(1, status="s" * 21)],
    "a title that is none": [put(1, title=5)],
    "a title of 64 KB": [put(1, title="x" * 65_536)],
    "half a character": [put(1, title="a\ud800b")],
    "a long slug": [put(1, slug="s" * 201)],
    "no slug at all": [{name: v for name, v in put(1).items() if name != "slug"}],
    "a day alone": [put(1, modified_at="2026-11-28")],
    "a time of another zone": [put(1, modified_at="2026-11-28T10:00:00+01:00")],
    "seconds since 1970": [put(1, modified_at=1764324000)],
}


@pytest.mark.parametrize("rows", WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_one_wrong_row_refuses_the_page(rows: list[Any]) -> None:
    data = {**a_page(), "rows": rows, "head": 2**63 - 1}
    with pytest.raises(SiteBadAnswer):
        read(data)
