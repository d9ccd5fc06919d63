"""`restart_registry_fetch_url` reads pages of shops that strangers name, and never anything inside.

Everybody but the shop is a secret in the network of these tests. A request to any other name or address would
arrive there, be counted, and be answered with a product.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser import hostile_addresses as hostile
from tests.browser.ajax import Caller, member
from tests.browser.conftest import Somebody
from tests.browser.fetching import NAMES, SHOP, Fetching
from tests.browser.hostile_shop import NO_PAGES, ODD_PAGES, SECRET
from tests.browser.network import Network, network_around
from tests.browser.registries import Registry
from tests.browser.site import Site
from tests.real.plugin.visitors import at_once
from tests.real.shell import Shell

TRY = """
    wp_set_current_user( $id );
    $limit = new Restart_Registry_Rate_Limit();
    return array_map( fn() => $limit->refusal( 'fetch_url' ), range( 1, $times ) );"""


@pytest.fixture(scope="module")
def network(site: Site) -> Iterator[Network]:
    with network_around(site, NAMES) as network:
        yield network


@pytest.fixture(scope="module")
def shell(site: Site) -> Iterator[Shell]:
    shell = Shell(site.wordpress)
    yield shell
    shell.close()


@pytest.fixture(scope="module")
def ada(browser: Browser, site: Site) -> Caller:
    return member(browser, site, "ada")


@pytest.fixture
def fetches(ada: Caller, network: Network) -> Fetching:
    network.lookups()
    return Fetching(ada, network)


def product(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["data"].get("name", answer.text)


def test_a_shop_is_read(fetches: Fetching, network: Network) -> None:
    for address in (
        *(f"{SHOP}/kettle", f"{SHOP}./kettle", f"{SHOP}:80/kettle#top"),
        f"{network.shop.url}/kettle",
    ):
        assert product(fetches(address)) == (200, "Kettle, 1.5 litres"), address


def test_the_secret_is_heard_of_when_somebody_asks_for_it(
    fetches: Fetching, network: Network
) -> None:
    """Without this the tests below would prove nothing: outside, the secret is a shop like others."""
    before = network.secret.connections
    for name in ("other.example", "half-silent.example"):
        assert product(fetches(f"http://{name}/")) == (200, SECRET)
    assert network.secret.connections == before + 2


@pytest.mark.parametrize(
    "kind",
    [
        *("LOOPBACK", "PRIVATE", "METADATA", "NAMES_OF_THIS_MACHINE"),
        *("USERS", "MISREAD", "SCHEMES", "NO_ADDRESSES"),
    ],
)
def test_not_even_looked_up(fetches: Fetching, network: Network, kind: str) -> None:
    assert fetches.wrong("restart_invalid", getattr(hostile, kind)) == {}
    assert network.lookups() == []


def test_other_ports(fetches: Fetching, network: Network) -> None:
    ports = hostile.other_ports(network.secret.port)

    assert fetches.wrong("restart_invalid", ports) == {}
    assert network.lookups() == []


def test_names_that_lead_inside(fetches: Fetching, network: Network) -> None:
    names = [name for name in NAMES if name.startswith("inside-")]
    names += ["both.example", "both-kinds.example", "hosts-file.example"]

    addresses = [f"http://{name}/" for name in [*names, "unknown.example"]]

    assert fetches.wrong("restart_unreadable", addresses) == {}
    assert set(network.lookups()) == {*names, "unknown.example"}


def test_names_that_lead_elsewhere_the_next_time(fetches: Fetching) -> None:
    names = ["turns-at-once.example", "turns-later.example", "turns-back.example"]

    wrong = fetches.wrong("restart_unreadable", [f"http://{name}/" for name in names])

    assert wrong == {}


def test_the_connection_goes_where_the_name_led_when_it_was_looked_at(
    fetches: Fetching, network: Network
) -> None:
    """Only our table knows the name: cURL itself would look for it in vain."""
    answer = fetches(f"http://pinned.example:{network.shop.port}/kettle")

    assert product(answer) == (200, "Kettle, 1.5 litres")


def test_a_silent_name_server_is_asked_once(
    fetches: Fetching, network: Network
) -> None:
    assert fetches.wrong("restart_unreadable", ["http://silent.example/"]) == {}
    assert network.lookups() == ["silent.example"]


@pytest.mark.parametrize("shop", ["outside", "let in"])
def test_redirects_into_all_that(
    fetches: Fetching, network: Network, shop: str
) -> None:
    start = SHOP if shop == "outside" else network.shop.url
    targets = [
        *hostile.LOOPBACK[::3],
        *hostile.PRIVATE[::4],
        *hostile.METADATA[::3],
        *hostile.NAMES_OF_THIS_MACHINE[::3],
        *hostile.SCHEMES[::2],
        *hostile.other_ports(network.secret.port)[::2],
        *("//127.0.0.1/", "///127.0.0.1/", "\\\\127.0.0.1\\", "http:/127.0.0.1/"),
        *("//inside-0.example/", "http://inside-6.example/", "http://both.example/"),
        f"{SHOP}/to?{quote('http://127.0.0.1/')}",
    ]

    redirects = [f"{start}/to?{quote(target)}" for target in targets]
    redirects += [f"{start}/both?{quote('http://127.0.0.1/')}", f"{start}/refresh"]

    assert fetches.wrong("restart_unreadable", redirects) == {}
    assert len(network.shop.paths) >= len(redirects)


def test_a_redirect_to_another_shop_is_followed(fetches: Fetching) -> None:
    for target in ("/kettle", "//www.shop.example/kettle", f"{SHOP}/to?/kettle"):
        answer = fetches(f"{SHOP}/to?{quote(target)}")
        assert product(answer) == (200, "Kettle, 1.5 litres")


@pytest.mark.parametrize("path", ["/loop", "/ping"])
def test_redirects_without_end(fetches: Fetching, network: Network, path: str) -> None:
    before = len(network.shop.paths)

    assert fetches.wrong("restart_unreadable", [SHOP + path]) == {}
    assert len(network.shop.paths) - before == 6


def test_what_is_no_product(fetches: Fetching) -> None:
    addresses = [SHOP + path for path in [*NO_PAGES, "/no-http"]]

    assert fetches.wrong("restart_unreadable", addresses) == {}


@pytest.mark.parametrize(
    "path",
    [
        *("huge", "endless", "endless-chunks", "endless-headers", "endless-header"),
        "endless-patience",
    ],
)
def test_answers_without_end(fetches: Fetching, network: Network, path: str) -> None:
    before = network.shop.sent

    assert fetches.wrong("restart_unreadable", [f"{SHOP}/{path}"]) == {}
    assert network.shop.sent - before < 20_000_000


def test_slow_ones(fetches: Fetching) -> None:
    paths = ["slow-header", "slow-body", "silent", "slow-chain?1"]

    answers = fetches.side_by_side([f"{SHOP}/{path}" for path in paths])

    assert fetches.wrong_in("restart_unreadable", answers) == {}


def test_odd_pages_are_read_or_not_but_break_nothing(fetches: Fetching) -> None:
    """The end of the session looks for PHP's complaints: see conftest.py."""
    paths = [*ODD_PAGES, "/bomb?1", "/bomb?2", "/typed-twice"]

    answers = at_once(fetches, [SHOP + path for path in paths])

    odd = {
        address: (answer.status_code, answer.text[:200])
        for address, answer in answers.items()
        if answer.status_code not in (200, 422)
    }
    assert odd == {}


def test_nobody_tries_without_end(site: Site, shell: Shell, fetches: Fetching) -> None:
    shell.run(TRY, id=site.accounts["ada"].id, times=119)

    last, one_more = fetches("http://127.0.0.1/"), fetches(f"{SHOP}/kettle")

    assert (last.status_code, one_more.status_code) == (422, 429)
    assert "Please try again in" in one_more.json()["data"]["message"]


def test_the_form_says_what_to_do_instead(
    site: Site, somebody: Somebody, public_registry: Registry
) -> None:
    ada = somebody()
    ada.is_logged_in_as("ada")
    ada.opens(public_registry.address)
    form = ada.unfolds("Add a gift")
    for address in (f"{site.shop.url}/not-there", "http://127.0.0.1/", "file:///etc/x"):
        ada.types("Address of the page", address, inside=form)
        ada.presses("Fill in what the shop says", inside=form)
        ada.sees("type name and price yourself", inside=form)
