"""One gunicorn for all tests here, and one WordPress on a socket behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import WordPressServer

NETRC = "machine 127.0.0.1 login netrc password somebody-else's\n"


@pytest.fixture(scope="session")
def server() -> Iterator[WordPressServer]:
    wordpress = WordPressServer()
    yield wordpress
    wordpress.stop()


@pytest.fixture
def wordpress(server: WordPressServer) -> Iterator[WordPressServer]:
    yield server
    server.behave()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a user whose .netrc holds a password for WordPress's host."""
    home = tmp_path_factory.mktemp("home")
    (home / ".netrc").write_text(NETRC)
    (home / ".netrc").chmod(0o600)
    return home


@pytest.fixture(scope="session")
def api(server: WordPressServer, home: Path) -> Iterator[Gunicorn]:
    gunicorn = Gunicorn(
        {"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "4", "HOME": str(home)}
    )
    yield gunicorn
    gunicorn.stop()


@pytest.fixture(scope="session")
def patient_api(server: WordPressServer) -> Iterator[Gunicorn]:
    """An API that waits for WordPress longer than any test takes."""
    gunicorn = Gunicorn({"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "60"})
    yield gunicorn
    gunicorn.stop()


@pytest.fixture
def two_workers(server: WordPressServer) -> Iterator[Gunicorn]:
    # A busy machine isn't an outage.
    environment = {"WP_BASE_URL": server.url, "WP_READ_TIMEOUT": "60"}
    gunicorn = Gunicorn(environment, workers=2)
    yield gunicorn
    gunicorn.stop()


@pytest.fixture
def ada(api: Gunicorn, wordpress: WordPressServer) -> Caller:
    """A person who is new in each test: no cache knows her yet."""
    return Caller(api.url, wordpress.new_person().authorization)


@pytest.fixture
def eve(api: Gunicorn, wordpress: WordPressServer) -> Caller:
    return Caller(api.url, wordpress.new_person("administrator").authorization)
