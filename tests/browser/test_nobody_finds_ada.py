"""Guests learn only what owners typed for others to see, and nothing of a private registry.

This Ada has names that all differ, and none of them is a word of the site's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5, sha256

import pytest
import requests

from tests.browser.doors import GUESSES, OTHERS, SHOWING
from tests.browser.site import Site
from tests.real.plugin.visitors import at_once
from wordpress.local.accounts import Account
from wordpress.local.machine import http

TITLE, STORY, GIFT = "Nachtigall", "Zaunkoenig, and a door that closes.", "Bettdecke"
LOGIN, NICENAME, EMAIL, SURNAME = (
    "contessa7",
    "king-noel",
    "a.byron@example.test",
    "Gordon",
)
NAMES = [
    LOGIN,
    NICENAME,
    EMAIL,
    SURNAME,
    "a.byron",
    "Birdie",
    "Enchantress",
    "flyology",
]
HASHES = [hash_(EMAIL.encode()).hexdigest() for hash_ in (md5, sha256)]  # Gravatar's
MAKE_HER = f"""
    $id = wp_insert_user( array( 'user_login' => '{LOGIN}', 'user_nicename' => '{NICENAME}', 'user_email' => '{EMAIL}',
        'first_name' => 'Ada', 'last_name' => '{SURNAME}', 'display_name' => 'Ada', 'nickname' => 'Birdie',
        'description' => 'Enchantress', 'user_url' => 'https://flyology.example/', 'user_pass' => wp_generate_password() ) );
    list( $secret ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'Tests' ) );
    echo json_encode( array( $id, $secret ) );"""


@dataclass(frozen=True)
class Registry:
    site: Site
    owner: Account
    id: int
    slug: str  # the address is random

    def is_now(self, status: str) -> None:
        """Search engines may have this registry, so it is in the sitemap, too."""
        body = {"status": status, "meta": {"restart_allow_indexing": "1"}}
        path = f"/wp-json/wp/v2/restart-registry/{self.id}"
        answer = http.request("POST", self.site.url + path, self.owner, body)
        assert answer is not None and answer.json()["status"] == status

    def filled_in(self, doors: list[str], guess: str = "") -> list[str]:
        values = {"id": self.id, "owner": self.owner.id, "slug": self.slug}
        words = {"word": TITLE.lower(), "url": self.site.url, "guess": guess}
        return [door.format(**values, **words) for door in doors]

    def shown(self, doors: list[str], guess: str = "") -> dict[str, str]:
        """Return all that a guest gets there."""
        answers = at_once(self._ask, self.filled_in(doors, guess))
        return {door: everything(answer) for door, answer in answers.items()}

    def is_told_by(self, text: str) -> bool:
        """Tell whether its title is there, or its address."""
        address = rf"(?:Location: |<loc>)\S*/registry/{self.slug}/"
        return tells_of(text) or bool(re.search(address, text))

    def _ask(self, path: str) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            url = self.site.url + path
            return session.get(url, timeout=60, allow_redirects=False)


def everything(answer: requests.Response) -> str:
    lines = [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\n".join([str(answer.status_code), *lines, answer.text])


def names_in(text: str) -> list[str]:
    """A registry that nobody but its owner may see."""
    found = [word for word in [*NAMES, *HASHES] if word.lower() in text.lower()]
    links = r"/author/|gravatar\.com/avatar|\bauthor-\w+"
    return found + re.findall(links, text)


@pytest.fixture(scope="module")
def owner(site: Site) -> Account:
    id_, secret = json.loads(site.wordpress.php(MAKE_HER))
    return Account(id_, LOGIN, EMAIL, "", secret)


@pytest.fixture(scope="module")
def registry(site: Site, owner: Account) -> Iterator[Registry]:
    body = {"title": TITLE, "story": STORY, "is_private": True}
    made = site.ask_api("POST", "/registries", owner, body)
    path = f"/registries/{made['id']}"
    item = {"name": GIFT, "url": "https://www.example.com/bed"}
    site.ask_api("POST", f"{path}/items", owner, item)
    slug = made["permalink"].rstrip("/").rpartition("/")[2]
    yield Registry(site, owner, made["id"], slug)
    site.ask_api("DELETE", path, owner)


@pytest.fixture(scope="module")
def public(registry: Registry) -> Registry:
    registry.is_now("publish")
    return registry


@pytest.fixture(scope="module")
def public_shown(public: Registry) -> dict[str, str]:
    return public.shown([*SHOWING, *OTHERS])


@pytest.fixture
def private(public: Registry, public_shown: dict[str, str]) -> Iterator[Registry]:
    """It was public before: whatever remembers that, remembers it at this moment."""
    public.is_now("private")
    yield public
    public.is_now("publish")


def test_what_is_public_is_shown(
    public: Registry, public_shown: dict[str, str]
) -> None:
    """Without this the tests below would prove nothing."""
    doors = public.filled_in(SHOWING)

    told = [door for door in doors if public.is_told_by(public_shown[door])]
    assert told == doors
    page = public_shown[f"/registry/{public.slug}/"]
    assert STORY in page and GIFT in page and "By Ada" in page


def test_who_owns_it_is_not(public_shown: dict[str, str]) -> None:
    found = {door: names_in(text) for door, text in public_shown.items()}

    assert {door: names for door, names in found.items() if names} == {}


def test_what_is_private_is_shown_nowhere(private: Registry) -> None:
    shown = private.shown([*SHOWING, *OTHERS])

    author = rf'"author":\s*{private.owner.id}\b'
    found = {
        door: text
        for door, text in shown.items()
        if names_in(text) or private.is_told_by(text) or re.search(author, text)
    }
    assert found == {}


@pytest.mark.parametrize(
    ("guess", "nobody"),
    [
        *((LOGIN, "contessa8"), (NICENAME, "king-noon")),
        (EMAIL, "a.byrom@example.test"),
    ],
)
def test_a_guess_is_neither_right_nor_wrong(
    public: Registry, guess: str, nobody: str
) -> None:
    right = list(public.shown(GUESSES, guess).values())
    wrong = list(public.shown(GUESSES, nobody).values())

    for door, one, other in zip(GUESSES, right, wrong, strict=True):
        assert without_dates(one, guess) == without_dates(other, nobody), door


def test_an_administrator_finds_all_of_it(site: Site, owner: Account) -> None:
    """Otherwise there would be nothing to find."""
    path = f"/wp-json/wp/v2/users/{owner.id}?context=edit"
    answer = http.request("GET", site.url + path, site.accounts["eve"])
    assert answer is not None
    assert set(names_in(answer.text)) >= set(NAMES)
    assert names_in("".join(HASHES)) == HASHES
    assert names_in('<a class="author-7" href="/author/') == ["author-7", "/author/"]


def tells_of(text: str) -> bool:
    """A page repeats the words of the search, here in lower case."""
    return any(word in text for word in (TITLE, STORY, GIFT))


def without_dates(text: str, guess: str) -> str:
    text = re.sub(r"^(Date|Last-Modified|ETag): .*\n", "", text, flags=re.M)
    word = guess.lower().partition("@")[0]  # what follows is spelled in several ways
    return text.lower().replace(word, "…")
