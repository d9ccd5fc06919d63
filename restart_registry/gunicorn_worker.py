"""
A gunicorn worker with threads whose clients have deadlines.

gunicorn's own threads read from a socket without a deadline: as many clients as there
are threads, each with half a request, would keep everybody else from an answer.
"""

from __future__ import annotations

import errno
import logging
import re
import select
import selectors
import socket
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from wpclient.slots import limit_to

HEADERS_SECONDS = 5
BODY_SECONDS = 10  # counted from the request's first byte, like those above
ANSWER_SECONDS = 30  # for a client on a slow line to take it
NEVER_FOR_WORDPRESS = 2  # threads, so that others get an answer while it hangs
DRAIN_SECONDS = 2
DRAIN_BYTES = 256 * 1024


class TimedSocket(socket.socket):
    """
    A client's connection, with a deadline for a whole request and one for its answer.

    A time-out would count from byte to byte. What came before the deadline is still
    read after it: the request may have waited for a thread until then.
    """

    began = reading_ends = writing_ends = 0.0  # by the monotonic clock

    def begin(self) -> None:
        """Set the deadline: the first byte of a request has come."""
        self.began = time.monotonic()
        self.reading_ends = self.began + HEADERS_SECONDS
        self.writing_ends = 0.0

    def headers_are_read(self) -> None:
        self.reading_ends = self.began + BODY_SECONDS

    def drain(self) -> None:
        """Read on for a moment: the request is answered, and what is left of it isn't wanted."""
        moment = time.monotonic() + DRAIN_SECONDS
        self.reading_ends = min(moment, self.began + BODY_SECONDS)

    def linger(self) -> None:
        """
        Let the client read its answer before the connection is closed.

        One that is closed with bytes unread is reset: a client that still sends would
        hear that, and not what we said.
        """
        left = DRAIN_BYTES
        with suppress(OSError):
            self.shutdown(socket.SHUT_WR)
            self.drain()
            while left > 0 and (chunk := self.recv(65_536)):
                left -= len(chunk)
        self.wait_for_close()

    def wait_for_close(self) -> None:
        """Read no more, and give the client what is left of the moment to take the answer."""
        gone = select.poll()
        with suppress(OSError):
            self.shutdown(socket.SHUT_WR)
            gone.register(self, select.POLLRDHUP)
            gone.poll(_seconds_until(self.reading_ends) * 1000)

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        self.settimeout(_seconds_until(self.reading_ends))
        try:
            return super().recv(bufsize, flags)
        except (TimeoutError, BlockingIOError) as error:
            raise ConnectionResetError(errno.ECONNRESET, "too slow") from error

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        self.writing_ends = self.writing_ends or time.monotonic() + ANSWER_SECONDS
        self.settimeout(_seconds_until(self.writing_ends))
        try:
            super().sendall(data, flags)
        except (TimeoutError, BlockingIOError) as error:
            raise BrokenPipeError(errno.EPIPE, "reads too slowly") from error


def _seconds_until(moment: float) -> float:
    return max(0.0, moment - time.monotonic())


BAD_REQUEST = re.compile(r"Invalid request from ip=.*?: ([\w /-]*).*", re.DOTALL)


def in_our_words(record: logging.LogRecord) -> bool:
    """Log neither the sender of a bad request nor its text, which may be a password."""
    text = record.getMessage()
    record.msg, record.args = BAD_REQUEST.sub(r"Invalid request: \1", text), ()
    return True


class TimedWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads take up a connection when it has something to say, and let go of it in time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.log.error_log.addFilter(in_our_words)

    def init_process(self) -> None:
        limit_to(max(1, self.cfg.threads - NEVER_FOR_WORDPRESS))
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:
        if not (conn.initialized or conn.data_ready):
            self._wait_for_first_byte(conn)
            return
        conn.sock.begin()
        super().enqueue_req(conn)

    def _wait_for_first_byte(self, conn: Any) -> None:
        """In the main thread, which waits for all of them at once."""
        conn.sock = TimedSocket(fileno=conn.sock.detach())
        conn.timeout = time.monotonic() + HEADERS_SECONDS
        self.pending_conns.append(conn)
        is_readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, is_readable)

    def handle(self, conn: Any) -> Any:
        stays = super().handle(conn)
        if not stays:
            conn.sock.reading_ends = 0.0  # the main thread, which closes it, can't wait
        return stays

    def handle_request(self, req: Any, conn: Any) -> bool:
        conn.sock.headers_are_read()
        stays: bool = super().handle_request(req, conn)
        conn.sock.drain()
        if conn.parser.finish_body(max_bytes=DRAIN_BYTES):
            return stays
        conn.sock.wait_for_close()
        return False

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        super().handle_error(req, client, addr, exc)
        client.linger()
