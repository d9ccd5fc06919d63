"""The connection to the database breaks after COMMIT was sent, before it is answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from tests.databases import migrate
from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller
from tests.live.test_many_buyers import running
from tests.live.wordpress_server import WordPressServer
from tests.postgresql import PostgreSQL


class Line(ThreadingTCPServer):
    """Stands between the API and PostgreSQL, and `cuts` once behind a COMMIT."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.port = port
        self.cuts = False


class Passing(BaseRequestHandler):
    server: Line
    request: socket.socket

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.port)) as database:
            threading.Thread(target=self.answers, args=(database,)).start()
            while sent := self.request.recv(65_536):
                if self.server.cuts and b"COMMIT" in sent:
                    self.server.cuts = False
                    self.request.shutdown(socket.SHUT_RDWR)
                database.sendall(sent)
            database.shutdown(socket.SHUT_WR)

    def answers(self, database: socket.socket) -> None:
        with suppress(OSError):  # the connection is cut
            while answer := database.recv(65_536):
                self.request.sendall(answer)
            self.request.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def database() -> Iterator[PostgreSQL]:
    database = PostgreSQL()
    yield database
    database.stop()


@pytest.fixture
def line(database: PostgreSQL) -> Iterator[Line]:
    with Line(database.port) as line:
        threading.Thread(target=line.serve_forever, args=(0.05,)).start()
        yield line
        line.shutdown()


@pytest.fixture
def api(
    database: PostgreSQL, line: Line, server: WordPressServer
) -> Iterator[Gunicorn]:
    migrate(database.url)
    port = line.server_address[1]
    url = database.url.replace(str(database.port), str(port))
    yield from running(server, {"DATABASE_URL": url})


def test_it_is_a_503_that_says_to_look_and_the_change_stands(
    api: Gunicorn, line: Line, wordpress: WordPressServer
) -> None:
    ada = Caller(api.url, wordpress.new_person().authorization)
    path = f"/registries/{ada.new_registry()}/items"
    line.cuts = True

    answer = ada.post(path, json=ITEM)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "look first whether a change was made" in answer.json()["detail"]
    assert not line.cuts
    assert [item["name"] for item in ada.get(path).json()] == [ITEM["name"]]
