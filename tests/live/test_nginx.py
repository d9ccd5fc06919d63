"""The API behind the nginx that we ship."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.browser import packages
from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller
from tests.live.slow_clients import crowd_at
from tests.live.wordpress_server import SECONDS, WordPressServer
from tests.nginx import SHIPPED, Nginx

SLOW_CLIENTS = 600
PATIENCE_WITH_THEM = 5  # seconds, until nginx closes the first of them
ATTACK_SECONDS = 12
MISTYPED = (
    "/Invitees/bob@example.test",
    "/x/INVITEES/bob%40example.test/invitees/x",
    "/invitees%2Fbob",
    "/a%0Ab/invitees/bob",
)


@pytest.fixture(scope="module")
def behind(server: WordPressServer) -> Iterator[Gunicorn]:
    environment = {"WP_BASE_URL": server.url, "TRUSTED_PROXIES": "127.0.0.1"}
    gunicorn = Gunicorn(environment, workers=None, threads=None)
    yield gunicorn
    gunicorn.stop()


@pytest.fixture(scope="module")
def nginx(behind: Gunicorn, server: WordPressServer) -> Iterator[Nginx]:
    nginx = Nginx(api=place(behind.url), wordpress=place(server.url))
    yield nginx
    nginx.stop()


@pytest.fixture
def ada(nginx: Nginx, wordpress: WordPressServer) -> Caller:
    return Caller(nginx.url, wordpress.new_person().authorization)


def place(url: str) -> str:
    return url.removeprefix("http://")


def basic_authorization(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_systemd_can_start_it(tmp_path: Path) -> None:
    """It gives its services a socket to write to, which is no file to be opened."""
    packages.require()
    text = SHIPPED.read_text()
    for name, here in {
        "server api:8000": "server 127.0.0.1:1",
        "server wordpress:80": "server 127.0.0.1:1",
        "listen 8000": f"listen unix:{tmp_path}/api",
        "listen 8080": f"listen unix:{tmp_path}/wordpress",
    }.items():
        text = text.replace(name, here)
    (tmp_path / "nginx.conf").write_text(text)
    command = ["nginx", "-t", "-c", f"{tmp_path}/nginx.conf"]

    ours, journal = socket.socketpair()
    with ours, journal:
        tried = subprocess.run(
            [*command, "-e", "stderr", "-g", f"pid {tmp_path}/pid;"],
            env={"PATH": f"{os.environ['PATH']}:/usr/sbin"},
            stdout=journal.fileno(),
            stderr=journal.fileno(),
        )
        said = ours.recv(65_536).decode()

    assert tried.returncode == 0, said


def test_nobody_waits_for_slow_clients(ada: Caller) -> None:
    assert ada.get("/registries").json() == []
    waited = []

    with crowd_at(ada.url, SLOW_CLIENTS, ada.headers["Authorization"]) as crowd:
        while time.monotonic() < crowd.began + ATTACK_SECONDS:
            for caller, path in ((Caller(ada.url), "/health"), (ada, "/registries")):
                asked = time.monotonic()
                assert caller.get(path).status_code == 200
                waited.append(time.monotonic() - asked)
            if time.monotonic() < crowd.began + PATIENCE_WITH_THEM - 1:
                assert crowd.open() == SLOW_CLIENTS

    assert max(waited) < 1


def test_the_api_answers_through_it(ada: Caller, nginx: Nginx) -> None:
    path = f"/registries/{ada.new_registry()}/items"

    answer = ada.call("POST", path, json=ITEM, headers={"X-Request-ID": "ours.1"})

    assert answer.status_code == 201
    assert answer.headers["X-Request-ID"] == "ours.1"
    assert f" 201 POST {path} " in nginx.log(last=" ours.1\n")


def test_wordpress_answers_through_it(nginx: Nginx, ada: Caller) -> None:
    wordpress = Caller(nginx.wordpress_url, ada.headers["Authorization"])

    assert wordpress.get("/wp-json/wp/v2/users/me?_fields=id").json()["id"]


def test_it_hands_on_who_asks_and_believes_no_client_about_it(nginx: Nginx) -> None:
    """A hundred wrong passwords lock out the address that they come from, and no other."""

    def guess(name: str, address: str, pretended: str) -> int:
        wrong = basic_authorization(name, "wrong")
        headers = {"Authorization": wrong, "X-Forwarded-For": pretended}
        source = address, 0
        client = HTTPConnection(
            place(nginx.url), timeout=SECONDS, source_address=source
        )
        with closing(client):
            client.request("GET", "/registries", headers=headers)
            return client.getresponse().status

    guesses = [
        guess(f"name{number}", "127.0.0.5", f"192.0.2.{number}")
        for number in range(101)
    ]

    assert guesses == [401] * 100 + [429]
    assert guess("somebody", "127.0.0.6", "127.0.0.5") == 401


@pytest.mark.parametrize(
    ("megabytes", "status"), [(0.9, 401), (1.03, 401), (1.1, 413), (10, 413)]
)
def test_a_large_body_is_an_answer_that_arrives(
    nginx: Nginx, megabytes: float, status: int
) -> None:
    body = b"x" * int(megabytes * 1_000_000)

    answer = Caller(nginx.url).post("/items", data=body)

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_an_api_that_is_away_is_a_503(server: WordPressServer) -> None:
    gone = Gunicorn({"WP_BASE_URL": server.url})
    nginx = Nginx(api=place(gone.url), wordpress=place(server.url))
    try:
        gone.program.stop()

        answer = Caller(nginx.url).get("/health")
    finally:
        nginx.stop()
        gone.stop()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.json() == {"detail": "The API is not answering. Try again."}


def test_nobody_and_no_credential_is_in_its_log(nginx: Nginx, ada: Caller) -> None:
    path = f"/registries/{ada.new_registry()}/invitees"
    ada.call("DELETE", f"{path}/bob%40example.test")
    for mistyped in MISTYPED:
        assert ada.get(mistyped).status_code == 404
    ada.get("/items?x-api-key=c2VjcmV0")
    Caller(nginx.url, "Basic c2VjcmV0").get("/registries")
    ada.call("GET", "/health", headers={"X-Request-ID": "c2VjcmV0 bob@example.test"})
    ada.call("GET", "/health", headers={"X-Request-ID": "last.1"})

    log = nginx.log(last=" last.1\n")

    assert f" DELETE {path}/... " in log
    for unwanted in ("127.0.0.1", "bob", "c2VjcmV0", ada.headers["Authorization"]):
        assert unwanted not in log
