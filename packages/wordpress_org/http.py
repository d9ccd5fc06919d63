"""
The only module that speaks HTTP to WordPress.org. What can go wrong:

* UnreadableAnswer: this answer is none
  - NoAnswer: no connection, no answer in time, or half of one
    - TooLarge: more than an answer of its kind may have
* WordPressOrgDown: WordPress.org doesn't answer at all, or asks us to stay away; the run ends
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any, NamedTuple, Self

import requests
import urllib3
from requests.adapters import HTTPAdapter

from packages.addresses import PackageType
from packages.wordpress_org.pace import Pace, WordPressOrgDown
from packages.wordpress_org.retries import PacedRetry
from packages.wordpress_org.xml import UnreadableAnswer
from wpclient.deadline import POOLS, answers_within

__all__ = ["NoAnswer", "Session", "Sources", "TooLarge", "WordPressOrgDown"]

CONNECTIONS = 32  # to each host; more than a command has threads
CHUNK = 65_536


@dataclass(frozen=True)
class Sources:
    """Where WordPress.org is, and how it is asked; no address ends with a slash."""

    api: str
    plugins_svn: str
    themes_svn: str
    rate: int  # requests a second, of all processes that name the same limiter
    user_agent: str
    limiter: Path

    def svn(self, package_type: PackageType) -> str:
        return self.plugins_svn if package_type == "plugin" else self.themes_svn


class Limit(NamedTuple):
    """What a whole answer may take, and have when it is unpacked."""

    seconds: float
    bytes: int


@dataclass(frozen=True)
class Patience:
    """How long one request waits, in seconds, and how much it takes."""

    connect: float = 5
    read: float = 30  # in which nothing comes
    first_pause: float = 1  # before a request is sent again
    short: Limit = Limit(60, 8_000_000)
    long: Limit = Limit(600, 64_000_000)  # for a listing, a log


class NoAnswer(UnreadableAnswer):
    """No connection, no answer in time, or half of one."""


class TooLarge(NoAnswer):
    """The answer has more bytes than it may have."""


class Answer:
    """An answer while it comes."""

    def __init__(self, response: requests.Response, limit: Limit) -> None:
        self.status = response.status_code
        self._response = response
        self._limit = limit

    def chunks(self) -> Iterator[bytes]:
        size = 0
        while chunk := self._response.raw.read1(CHUNK, decode_content=True):
            size += len(chunk)
            if size > self._limit.bytes:
                raise TooLarge(f"the answer has more than {self._limit.bytes:,} bytes")
            yield chunk

    def read(self) -> bytes:
        return b"".join(self.chunks())


class Session:
    """For all threads of a run; close() lets those that wait end."""

    def __init__(self, sources: Sources, patience: Patience | None = None) -> None:
        self.sources = sources
        self.patience = patience or Patience()
        self._pace = Pace(sources.rate, sources.limiter)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = sources.user_agent
        self._session.auth = _nobody
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        retry = PacedRetry.three_times(
            self._pace, first_pause=self.patience.first_pause
        )
        for scheme in ("http://", "https://"):
            adapter = _Adapter(pool_maxsize=CONNECTIONS, max_retries=retry)
            self._session.mount(scheme, adapter)

    @contextmanager
    def asking(
        self,
        method: str,
        url: str,
        limit: Limit,
        *,
        query: Mapping[str, str] | None = None,
        body: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[Answer]:
        """
        Give the answer to the block, or raise; an UnreadableAnswer of the block counts, too.

        Too many failures in a row are a WordPressOrgDown.
        """
        try:
            with self._sent(
                method,
                url,
                limit,
                params=query,
                data=body.encode() or None,
                headers=headers,
            ) as response:
                yield Answer(response, limit)
        except UnreadableAnswer as error:
            self._pace.failed(str(error))
            raise
        else:
            self._pace.answered()

    @contextmanager
    def _sent(
        self, method: str, url: str, limit: Limit, **kwargs: Any
    ) -> Iterator[requests.Response]:
        self._pace.wait()
        timeout = (self.patience.connect, self.patience.read)
        try:
            with (
                answers_within(limit.seconds),
                self._session.request(
                    method,
                    url,
                    timeout=timeout,
                    allow_redirects=False,
                    stream=True,
                    **kwargs,
                ) as response,
            ):
                yield response
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise NoAnswer(f"{method} {url}: {type(error).__name__}") from error

    def close(self) -> None:
        """Let no thread wait or ask any more: each of them gets a WordPressOrgDown."""
        self._pace.close()
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Adapter(HTTPAdapter):
    """With connections that end an answer in time, also those through a proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no credentials: requests would look for some in a .netrc."""
    return request
