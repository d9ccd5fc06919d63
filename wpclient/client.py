"""
The only module that speaks HTTP to WordPress. What can go wrong:

* WordPressError
  - Refused: 401, the credentials don't count (any more)
  - Forbidden: 403, a known caller may not do this
  - NoSuchPost: 404 or 410, there is no such post or user
  - Invalid: 400, the request was understood but is wrong; `.code` says how
  - Outdated: 409, somebody else wrote in between; only our plugin's route says so
  - Unavailable: no connection, 429 or 503; `.retry_after` seconds
    - Unanswered: no answer in time, or half of one; WordPress may still be at work
  - BadAnswer: anything else: a 5xx, a redirect, HTML, broken JSON, a wrong shape
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any, NamedTuple, Self

import orjson
import requests
import urllib3
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.exceptions import (
    ConnectTimeoutError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.util import Retry

from wpclient.answers import error_of, seconds_to_wait
from wpclient.credentials import Credentials
from wpclient.deadline import POOLS, seconds_left
from wpclient.exceptions import BadAnswer, Unanswered, Unavailable
from wpclient.slots import slot

MAX_ANSWER_BYTES = 20_000_000
BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"  # a BOM or empty lines, from some plugin's file
CONNECTIONS = 32  # more than gunicorn.conf.py has threads


class DroppedOnly(Retry):
    """
    Asks again when the connection ended without an answer, and for nothing else.

    WordPress may close a kept connection at the moment in which it is used again.
    urllib3's Retry counts a time-out as well, so that everybody would wait twice.
    """

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        error = kwargs.get("error")
        if isinstance(error, ProtocolError | ReadTimeoutError) and not (
            isinstance(error.args[-1], ConnectionError)
        ):
            raise error
        return super().increment(*args, **kwargs)


# A request that writes is never sent twice: the first may have been carried out.
ONCE_MORE = DroppedOnly(
    total=None,
    connect=0,
    read=1,
    status=0,
    other=0,
    allowed_methods={"GET", "HEAD"},
    respect_retry_after_header=False,
)


class Answer(NamedTuple):
    data: Any
    headers: Mapping[str, str]


class WordPressClient:
    """One pooled session for every caller; it remembers nothing about any of them."""

    def __init__(
        self, base_url: str, *, connect_timeout: float, read_timeout: float
    ) -> None:
        self.base_url = base_url
        self.timeout = (connect_timeout, read_timeout)
        self.session = requests.Session()
        self.session.headers["Accept"] = "application/json"
        # A cookie would win over the next caller's Authorization.
        self.session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_maxsize=CONNECTIONS, max_retries=ONCE_MORE)
        adapter.poolmanager.pool_classes_by_scheme = POOLS
        self.session.mount("http://", adapter)
        self.session.mount("https://", adapter)
        # Proxies and certificates; Session.request() would look for them each time.
        self.environment = self.session.merge_environment_settings(
            base_url, {}, True, None, None
        )

    def get(self, path: str, credentials: Credentials | None, **query: Any) -> Answer:
        return self.request("GET", path, credentials, params=query)

    def post(self, path: str, credentials: Credentials, body: Any) -> Answer:
        return self.request("POST", path, credentials, json=body)

    def request(
        self,
        method: str,
        path: str,
        credentials: Credentials | None,
        *,
        timeout: float | None = None,
        **kwargs: Any,
    ) -> Answer:
        """
        Ask WordPress for `path`, as seen below /wp-json, or raise a WordPressError.

        `timeout` is for callers that can't wait as long as the settings allow. Neither
        of them goes beyond the end of our own request, after which nothing is asked.
        """
        with slot():
            return self._request(method, path, credentials, timeout, **kwargs)

    def _request(
        self,
        method: str,
        path: str,
        credentials: Credentials | None,
        timeout: float | None,
        **kwargs: Any,
    ) -> Answer:
        left = seconds_left()
        if left <= 0:
            raise Unavailable(f"{method} {path}: not asked, this took too long already")
        connect, read = (timeout, timeout) if timeout else self.timeout
        url, auth = f"{self.base_url}/wp-json{path}", _Authorization(credentials)
        request = requests.Request(method, url, auth=auth, **kwargs)
        try:
            with self.session.send(
                self.session.prepare_request(request),
                timeout=(min(connect, left), min(read, left)),
                # A redirect could carry the caller's password to another host.
                allow_redirects=False,
                **self.environment,
            ) as response:
                body = _read(response)
        except urllib3.exceptions.DecodeError as exc:
            raise BadAnswer(f"{method} {path}: broken compression") from exc
        except (requests.RequestException, urllib3.exceptions.HTTPError) as exc:
            # The exception's own text is left out: it may quote what was sent.
            kind = Unavailable if _was_never_sent(exc) else Unanswered
            raise kind(f"{method} {path}: {type(exc).__name__}") from exc
        return _decode(f"{method} {path}", response, body)


class _Authorization(requests.auth.AuthBase):
    """Sets the header itself: requests would put a .netrc's password in its place."""

    def __init__(self, credentials: Credentials | None) -> None:
        self.credentials = credentials

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.credentials:
            request.headers["Authorization"] = self.credentials.authorization
        return request


def _was_never_sent(exc: Exception) -> bool:
    """Return whether there was no connection, so that WordPress can't be at work."""
    reason = getattr(exc.args[0], "reason", None) if exc.args else None
    return isinstance(reason, (NewConnectionError, ConnectTimeoutError))


def _read(response: requests.Response) -> bytes:
    """Read the body, which may never end; deadline.py limits the time it takes."""
    body = bytearray()
    while chunk := response.raw.read1(65_536, decode_content=True):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise BadAnswer(f"more than {MAX_ANSWER_BYTES} bytes")
    return bytes(body)


def _decode(what: str, response: requests.Response, body: bytes) -> Answer:
    try:
        data = orjson.loads(body.lstrip(BEFORE_JSON))
    except orjson.JSONDecodeError:
        data = None  # a firewall's or a maintenance page, in HTML
    if response.status_code not in (200, 201):
        wait = seconds_to_wait(response.headers.get("Retry-After"))
        raise error_of(response.status_code, data, what=what, retry_after=wait)
    if data is None:
        raise BadAnswer(f"{what}: {response.status_code} without JSON")
    return Answer(data, response.headers)


@cache
def get_client() -> WordPressClient:
    """Return this process's client; its connections outlive one Lambda invocation."""
    return WordPressClient(
        settings.WP_BASE_URL,
        connect_timeout=settings.WP_CONNECT_TIMEOUT,
        read_timeout=settings.WP_READ_TIMEOUT,
    )
