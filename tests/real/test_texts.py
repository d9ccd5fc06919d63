"""Title and story come back byte for byte as they were typed, to owner and stranger alike."""

from __future__ import annotations

import html
from typing import Any

import pytest

from tests.real.world import Api, RealWorld

TEXTS = [
    "\"quoted\" 'single' it's “curly” ‘too’",
    "<script>alert(1)</script>",
    "<b>bold</b> <img src=x onerror=y> </p>",
    "&amp; &lt; &amp;lt; &#39; &#038; &nbsp; &eacute; &",
    "a < b && c > d, 1<2",
    "-- --- ... 3x4 (c) 1/2 'n' :) :-( 8) ``code''",
    "🎁👩‍👧‍👦🏳️‍🌈 é ñ 日本語 עברית",
    '[gallery] [restart_registry] [embed]x[/embed] [a href="x"]',
    '<!-- wp:paragraph {"a":1} --><p>x</p><!-- /wp:paragraph -->',
    "<!--more--> <!-- unclosed",
    r"C:\new\table \\ \" \' \0 \u00e9",
    "100%20off %s %d %1$s %% %E2",
    "0",
    "https://example.com/?a=1&b=2&amp;c=3",
    "a  b   c\u00a0d",
    "@everyone #1 {{x}} ${y} <?php echo 1; ?>",
]
STORIES = [
    "one\ntwo\n\nthree",
    "one\r\ntwo\r\n\r\nthree",
    "\nbegins and ends with an empty line\n",
    "  spaces around\t\tand tabs  ",
    "&" * 2000,
    "<" * 2000,
    "\\" * 2000,
    "🎁" * 2000,
    "",
]


def shown(api: Api, registry_id: int) -> dict[str, tuple[Any, Any]]:
    path = f"/registries/{registry_id}"
    bodies = {name: api(name).get(path).json() for name in ("ada", "carol")}
    return {name: (body["title"], body["story"]) for name, body in bodies.items()}


def everybody(title: str, story: str | None) -> dict[str, tuple[str, str | None]]:
    return dict.fromkeys(("ada", "carol"), (title, story))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_as_title_and_story(api: Api, text: str) -> None:
    body = {"title": text, "story": text, "is_private": False}

    made = api("ada").post("/registries", body).json()

    assert (made["title"], made["story"]) == (text, text)
    assert shown(api, made["id"]) == everybody(text, text)


@pytest.mark.parametrize("story", STORIES)
def test_a_story(api: Api, story: str) -> None:
    body = {"title": "Start", "story": story, "is_private": False}

    made = api("ada").post("/registries", body).json()

    assert made["story"] == (story or None)
    assert shown(api, made["id"]) == everybody("Start", story or None)


@pytest.mark.parametrize("character", ["🎁", "&", "<", "'", "\\", "é"])
def test_a_title_of_200_characters(api: Api, character: str) -> None:
    title = character * 200

    made = api("ada").post("/registries", {"title": title, "is_private": False}).json()

    assert shown(api, made["id"]) == everybody(title, None)


def test_what_is_read_and_written_again_stays_as_it_is(api: Api) -> None:
    """Otherwise it would be escaped once more, or once less, each time."""
    text = "\n".join(TEXTS)
    made = api("ada").post("/registries", {"title": TEXTS[3], "story": text}).json()
    path = f"/registries/{made['id']}"

    for _ in range(3):
        read = api("ada").get(path).json()
        assert (read["title"], read["story"]) == (TEXTS[3], text)
        api("ada").patch(path, {"title": read["title"], "story": read["story"]})


def test_space_around_a_title_is_cut(api: Api) -> None:
    made = api("ada").post("/registries", {"title": "  Start  over "}).json()

    assert made["title"] == "Start  over"


def test_an_administrator_writes_as_the_owner_does(world: RealWorld, api: Api) -> None:
    """WordPress doesn't filter the HTML of administrators: the API escapes it."""
    registry_id = world.make_registry(status="publish")
    text = "<script>alert(1)</script> &amp; it's"

    api("eve").patch(f"/registries/{registry_id}", {"title": text, "story": text})

    assert shown(api, registry_id) == everybody(text, text)
    assert world.post(registry_id)["content"] == html.escape(text, quote=False)


def test_names_and_events_come_back_too(api: Api) -> None:
    text = r"""O'Neil "R&D" <b>\n</b> 🎁 %20"""
    meta: dict[str, Any] = {
        "event_type": text,
        "recipient_name": text,
        "recipient_relationship": text,
    }
    meta |= {"event_date": "2026-12-24", "recipient_email": "r'\\@x.example"}
    meta |= {"is_for_self": False}

    made = (
        api("ada")
        .post("/registries", {"title": "x", "is_private": False, "meta": meta})
        .json()
    )

    stranger = api("carol").get(f"/registries/{made['id']}").json()
    assert made["meta"].items() >= meta.items()
    assert stranger["meta"] == made["meta"] | {"recipient_email": None}
