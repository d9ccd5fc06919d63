"""
Calls to the bridge of one site. Only this module opens credentials.

A WordPressError becomes a SiteError here: see exceptions.py. Besides, each call raises
NotConnected where there is no password, and SiteNotActive where staff switched the site
off: both may happen in the middle of a run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.utils import timezone

from integrations.addresses import is_private_host
from integrations.credentials import Unreadable, unseal
from integrations.exceptions import (
    NotConnected,
    SiteBadAnswer,
    SiteError,
    SiteForbidden,
    SiteHasNone,
    SiteInvalid,
    SiteNotActive,
    SiteNotAsked,
    SiteNotPublic,
    SiteOutdated,
    SiteRefused,
    SiteUnanswered,
    SiteUnavailable,
)
from integrations.models import Kind, SiteIntegration
from integrations.status import Status
from wpclient.client import WordPressClient
from wpclient.credentials import Credentials
from wpclient.exceptions import (
    BadAnswer,
    Forbidden,
    Invalid,
    NoSuchPost,
    NotAsked,
    NotPublic,
    Outdated,
    Refused,
    Unanswered,
    Unavailable,
    WordPressError,
)
from wpclient.slots import site_slot

NAMESPACE = "/restart-bridge/v1"
MOST_BYTES = 2_000_000  # of an answer
MOST_CLIENTS = 100  # kept with their connections, in this process


class _Access(NamedTuple):
    url: str
    is_active: bool
    token: str | None
    was_refused: bool


@dataclass(frozen=True)
class Bridge:
    """Reads address and password anew for each call: a moved site gets no password."""

    integration_id: int

    @classmethod
    def of(cls, integration: SiteIntegration) -> Self:
        return cls(integration.pk)

    def status(self) -> Status:
        """Ask how it is. A contract that isn't ours is a SiteBadAnswer."""
        return Status.from_answer(self._get("/status"))

    def structure(self) -> dict[str, Any]:
        """Return the body of update-structure, unchecked: connecting/structure.py does."""
        return _object(self._get("/structure"))

    def changes(
        self, kind: Kind, slug: str, *, after: int, limit: int
    ) -> dict[str, Any]:
        """Return a page of the journal, unchecked: following/changes.py does."""
        query = {"kind": kind.value, "type": slug, "after": after, "limit": limit}
        return _object(self._get("/changes", **query))

    def checksums(
        self, kind: Kind, slug: str, *, first: int, last: int, parts: int
    ) -> list[Any]:
        """Return count and sum of ranges of ids, unchecked."""
        ids = {"from": first, "to": last, "parts": parts}
        return _list(self._get("/checksums", kind=kind.value, type=slug, **ids))

    def listed(self, kind: Kind, slug: str, *, first: int, last: int) -> list[Any]:
        """Return id, seq and checksum of all ids in a range, unchecked."""
        ids = {"from": first, "to": last, "list": 1}
        return _list(self._get("/checksums", kind=kind.value, type=slug, **ids))

    def touch(self, kind: Kind, slug: str, ids: list[int]) -> Any:
        """Let the journal name these objects anew."""
        body = {"kind": kind.value, "type": slug, "ids": ids}
        return self._ask("POST", "/touch", json=body)

    def change_post(self, external_id: int, body: Mapping[str, Any]) -> Any:
        """Set title or status; SiteOutdated has the site's row in `.data`."""
        return self._ask("POST", f"/posts/{external_id}", json=body)

    def _get(self, path: str, **query: Any) -> Any:
        return self._ask("GET", path, params=query)

    def _ask(self, method: str, path: str, **kwargs: Any) -> Any:
        access = self._access()
        credentials = self._opened(access)
        client = client_for(access.url)
        try:
            answer = client.request(method, NAMESPACE + path, credentials, **kwargs)
        except Refused as exc:
            self._note_refusal(access)
            raise SiteRefused(str(exc)) from exc
        except WordPressError as exc:
            raise _of_the_site(exc) from exc
        if access.was_refused:
            self._row(access).update(refused_at=None)
        return answer.data

    def _access(self) -> _Access:
        """Read all in one query: the password belongs to this address."""
        integration = SiteIntegration.objects.select_related("site").get(
            pk=self.integration_id
        )
        site, was_refused = integration.site, integration.refused_at is not None
        return _Access(site.url, site.is_active, integration.credentials, was_refused)

    def _opened(self, access: _Access) -> Credentials:
        if access.token is None:
            raise NotConnected("The site isn't connected.")
        if not access.is_active:
            raise SiteNotActive("The site is switched off.")
        try:
            return unseal(access.token)
        except Unreadable as exc:
            self._note_refusal(access)
            message = "the stored password can't be opened with our CREDENTIAL_KEYS"
            raise SiteRefused(message) from exc

    def _note_refusal(self, access: _Access) -> None:
        self._row(access).filter(refused_at=None).update(refused_at=timezone.now())

    def _row(self, access: _Access) -> Any:
        """The integration, unless it has another password by now."""
        rows = SiteIntegration.objects.filter(pk=self.integration_id)
        return rows.filter(credentials=access.token)


@lru_cache(maxsize=MOST_CLIENTS)
def client_for(url: str) -> WordPressClient:
    """Return this process's client for a site's address; the oldest ones are let go."""
    return WordPressClient(
        url,
        connect_timeout=settings.WP_CONNECT_TIMEOUT,
        read_timeout=settings.WP_READ_TIMEOUT,
        public_only=not is_private_host(url),
        max_bytes=MOST_BYTES,
        slot=site_slot,
    )


def _of_the_site(exc: WordPressError) -> SiteError:
    message = str(exc)
    match exc:
        case Forbidden():
            return SiteForbidden(message)
        case NoSuchPost():
            return SiteHasNone(message)
        case Invalid():
            return SiteInvalid(message, code=exc.code)
        case Outdated():
            return SiteOutdated(message, data=exc.data)
        case NotAsked():
            return SiteNotAsked(message, retry_after=exc.retry_after)
        case Unanswered():
            return SiteUnanswered(message, retry_after=exc.retry_after)
        case Unavailable():
            return SiteUnavailable(message, retry_after=exc.retry_after)
        case NotPublic():
            return SiteNotPublic(message)
        case BadAnswer():
            return SiteBadAnswer(message, code=exc.code)
    return SiteBadAnswer(message)


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise SiteBadAnswer("not an object")
    return data


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise SiteBadAnswer("not a list")
    return data
