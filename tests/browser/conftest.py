"""
One site and one Chromium for all tests here.

They end with this package: Playwright's loop would make Django refuse its database to the tests after these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.ajax import Caller, member
from tests.browser.chromium import chromium
from tests.browser.registries import (
    Registry,
    delete_registry,
    forget_registries,
    make_registry,
)
from tests.browser.site import Site, running_site
from tests.browser.visitor import Visitor
from tests.sites import give_up
from wordpress.local.errors import LocalError

Somebody = Callable[[], Visitor]
Who = Callable[[str], Caller]

COMPLAINT = re.compile(
    r"PHP [\w ]+:.*(?:plugins/restart-registry|themes/therestart)/.*"
)


@pytest.fixture(scope="package")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    try:
        with chromium() as browser:
            yield browser
    except LocalError as error:
        give_up(pytestconfig, f"No browser to test with. {error}")


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site
        log = site.wordpress.state / "php.log"
        written = log.read_text(errors="replace") if log.exists() else ""
        assert COMPLAINT.findall(written) == [], "PHP complained"


@pytest.fixture
def somebody(browser: Browser, site: Site) -> Iterator[Somebody]:
    """`somebody()` returns a new visitor. No script may have failed, whatever they did."""
    visitors: list[Visitor] = []

    def come() -> Visitor:
        visitors.append(Visitor(browser, site))
        return visitors[-1]

    yield come
    complaints = [text for visitor in visitors for text in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == [], "scripts failed"


@pytest.fixture(autouse=True)
def nobody_did_much_lately(site: Site) -> None:
    """All visitors come from one address, so their limits would add up from test to test."""
    site.forget_uses()


@pytest.fixture
def public_registry(site: Site) -> Iterator[Registry]:
    """A registry of Ada's with three gifts: the second is wanted twice."""
    registry = make_registry(site)
    yield registry
    delete_registry(site, registry)


@pytest.fixture
def private_registry(site: Site) -> Iterator[Registry]:
    """A registry of Ada's with three gifts; Bob is invited."""
    invitees = [site.accounts["bob"].email]
    registry = make_registry(site, is_private=True, meta={"invitees": invitees})
    yield registry
    delete_registry(site, registry)


@pytest.fixture
def api_goes(site: Site) -> Iterator[Callable[[], None]]:
    """After this is called, the plugin doesn't find the API any more."""

    def move(url: str) -> None:
        site.wordpress.php(f"update_option( 'restart_lambda_url', '{url}' );")

    yield lambda: move("http://127.0.0.1:1")
    move(site.api.url)


@pytest.fixture
def who(browser: Browser, site: Site) -> Who:
    """`who("bob")` calls as Bob does; "" is nobody."""
    return lambda name: member(browser, site, name) if name else Caller(site.url)


@pytest.fixture
def bobs(site: Site) -> Iterator[Registry]:
    """Bob's own registry, with three gifts."""
    registry = make_registry(site, "bob")
    yield registry
    delete_registry(site, registry, "bob")


@pytest.fixture
def carol(site: Site, somebody: Somebody) -> Iterator[Visitor]:
    """Somebody who has no registry, before and after a test."""
    carol = somebody()
    carol.is_logged_in_as("carol")
    yield carol
    forget_registries(site, "carol")
