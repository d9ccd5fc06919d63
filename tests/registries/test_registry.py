"""The mapping from a WordPress post to a registry and back, without any request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registries.meta import RegistryMeta, to_json
from registries.registry import Registry, to_post
from tests.wordpress_people import Person
from tests.wordpress_posts import Post
from wpclient.exceptions import BadAnswer

ADA = Person(1, "ada", "ada@example.test", "Ada Lovelace", "subscriber")
# What the API accepts: no surrogates, no control characters but tab and newline.
letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
texts = st.text(st.one_of(letters, st.sampled_from("\n\t<>&;'\"\\#39amplt!-[]")))
titles = st.text(letters, min_size=1).map(str.strip).filter(bool)
metas = st.fixed_dictionaries(
    {},
    optional={
        "event_type": st.none() | st.text(letters, max_size=100),
        "event_date": st.none() | st.dates().map(str),
        "is_for_self": st.booleans(),
        "recipient_name": st.none() | st.text(letters, max_size=100),
        "recipient_relationship": st.none() | st.text(letters, max_size=100),
        "recipient_email": st.none() | st.text(letters, max_size=200),
    },
)


def written(fields: dict[str, Any]) -> Registry:
    """Write the fields to a post and read it back as its owner."""
    post = Post(42, ADA)
    post.write(to_post(fields))
    return Registry.from_post(post.as_rest(ADA, "edit"))


@given(title=titles, story=texts)
def test_texts_come_back_as_they_were_typed(title: str, story: str) -> None:
    registry = written({"title": title, "story": story})

    assert registry.title == title
    assert registry.story == (story or None)


@given(story=texts)
def test_no_reader_sees_html(story: str) -> None:
    post = to_post({"story": story})

    assert "<" not in post["content"] and ">" not in post["content"]


def test_it_is_for_oneself_unless_it_says_otherwise() -> None:
    stored = {"1": True, "": True, "0": False}
    for text, expected in stored.items():
        meta = RegistryMeta.from_post_meta({"restart_is_for_self": text})
        assert meta.is_for_self is expected
    assert RegistryMeta.from_post_meta({}).is_for_self is True
    assert "restart_is_for_self" not in RegistryMeta.to_post_meta({"event_type": "x"})


@given(meta=metas)
def test_meta_comes_back(meta: dict[str, Any]) -> None:
    registry = written({"title": "x", "meta": meta})

    for name, value in meta.items():
        assert getattr(registry.meta, name) == (None if value == "" else value)


@given(names=st.lists(st.text(st.characters(codec="utf-8")), unique=True))
def test_a_list_comes_back(names: list[str]) -> None:
    meta = RegistryMeta.from_post_meta({"restart_invitees": to_json(names)})

    assert meta.invitees == tuple(names)


def test_is_private_is_the_status() -> None:
    assert written({"title": "x", "is_private": True}).status == "private"
    assert written({"title": "x", "is_private": False}).status == "publish"
    assert to_post({"title": "x"}).keys() == {"title"}


def test_reads_a_whole_post() -> None:
    post = Post(42, ADA, "private", "Tom &amp; Ada", "&lt;3")
    post.meta = {"restart_item_ids": "[3,1]", "restart_is_for_self": "0"}

    registry = Registry.from_post(post.as_rest(ADA, "edit"))

    assert registry == Registry(
        id=42,
        author_id=1,
        title="Tom & Ada",
        username="Ada Lovelace",
        story="<3",
        status="private",
        permalink="http://wordpress.test/registry/42/",
        meta=RegistryMeta(item_ids=(3, 1), is_for_self=False),
        created_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        updated_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("", ()),
        ("[]", ()),
        ("[1,2]", (1, 2)),
        ("[1,1]", (1, 1)),
        ("null", None),
        ("{}", None),
        ("7", None),
        ("[1,", None),
        ('["1"]', None),
        ("[1.0]", None),
        ("[true]", None),
        ("[null]", None),
        ("[[1]]", None),
        ("[NaN]", None),
        (None, ()),
        ([1, 2], None),
        (7, None),
    ],
)
def test_a_list_that_is_none_is_told_from_an_empty_one(text: Any, lists: Any) -> None:
    meta = RegistryMeta.from_post_meta({"restart_item_ids": text})

    assert meta.item_ids == lists


@pytest.mark.parametrize(
    "change",
    [
        {"id": "42"},
        {"id": None},
        {"id": True},
        {"author": "1"},
        {"author": None},
        {"meta": None},
        {"meta": []},
        {"meta": "x"},
        {"date_gmt": "yesterday"},
        {"date_gmt": 5},
    ],
)
def test_a_post_of_another_shape_is_a_bad_answer(change: dict[str, Any]) -> None:
    post = Post(42, ADA).as_rest(ADA, "edit")

    with pytest.raises(BadAnswer):
        Registry.from_post(post | change)


@pytest.mark.parametrize("post", [None, [], "x", 5, {}, {"id": 1}])
def test_what_is_no_post_is_a_bad_answer(post: Any) -> None:
    with pytest.raises(BadAnswer):
        Registry.from_post(post)
