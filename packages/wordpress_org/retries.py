"""Which requests are sent again, and when."""

from __future__ import annotations

import random
from typing import Any, Self

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import InvalidHeader, ProtocolError, ReadTimeoutError
from urllib3.util import Retry

from packages.wordpress_org.pace import Pace, WordPressOrgDown

JITTER = 0.25  # of a pause


class PacedRetry(Retry):
    """
    Asks again after 1, 2 and 4 s, or when WordPress.org says so, at everybody's pace.

    An answer that took too long took all the time that a request has: it isn't asked for again.
    """

    def __init__(self, *args: Any, pace: Pace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pace = pace

    @classmethod
    def three_times(cls, pace: Pace, *, first_pause: float) -> Self:
        return cls(
            3,
            pace=pace,
            allowed_methods={"GET", "REPORT", "PROPFIND"},
            status_forcelist={429, 500, 502, 503, 504},
            backoff_factor=first_pause,
            backoff_jitter=JITTER * first_pause,
            respect_retry_after_header=False,  # it would wait in one thread alone
            raise_on_status=False,
        )

    def new(self, **kwargs: Any) -> Self:
        return super().new(pace=self.pace, **kwargs)

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        error = kwargs.get("error")
        if isinstance(error, ProtocolError | ReadTimeoutError) and not (
            isinstance(error.args[-1], ConnectionError)
        ):
            raise error
        if response := kwargs.get("response"):
            self._pause(response)
        return super().increment(*args, **kwargs)

    def _pause(self, response: BaseHTTPResponse) -> None:
        try:
            self.pace.pause(_retry_after(self, response) or 0)
        except WordPressOrgDown:
            response.close()  # nobody else has it
            raise

    def get_backoff_time(self) -> float:
        """Return 1, 2, 4 s; urllib3 itself would begin with 0."""
        pause: float = self.backoff_factor * 2 ** (len(self.history) - 1)
        return pause + random.random() * self.backoff_jitter  # noqa: S311  no secret

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        if response is None or _retry_after(self, response) is None:
            self.pace.sleep(self.get_backoff_time())
        self.pace.wait()


def _retry_after(retry: Retry, response: BaseHTTPResponse) -> float | None:
    try:
        return retry.get_retry_after(response)
    except InvalidHeader:
        return None
