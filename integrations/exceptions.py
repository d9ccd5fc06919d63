"""
What can go wrong between us and a connected site, and what the domain refuses.

* SiteError: 502 or 503. It is never a WordPressError: the refusal of a site would be
  taken for one of the hub, and log out somebody whose own password is right.
  - SiteRefused: 401, the site no longer accepts our password
  - SiteForbidden: 403, the service account may not do that
  - SiteHasNone: 404, there is no such post
  - SiteInvalid: 400, the request was understood but is wrong; `.code` says how
  - SiteOutdated: 409, somebody else wrote in between; `.data` is what the bridge said
  - SiteUnavailable: no connection, 429 or 503; `.retry_after` seconds
    - SiteNotAsked: we had no time or no place left to ask
    - SiteUnanswered: no answer in time, or half of one; it may have been done
  - SiteNotPublic: its name leads to an address that isn't public
  - SiteBadAnswer: anything else: a 5xx, a redirect, HTML, a wrong shape; `.code` is of
    WordPress's error, if it is one
    - SiteNotUnderstood: the bridge's status isn't as we know it; perhaps it's newer
"""

from __future__ import annotations

from typing import Any

from api.exceptions import AccessDenied, Conflict, DomainError, NotFound

DEFAULT_RETRY_AFTER = 5  # seconds


class SiteError(Exception):
    """A connected site did not do what was asked."""


class SiteRefused(SiteError):
    pass


class SiteForbidden(SiteError):
    pass


class SiteHasNone(SiteError):
    pass


class SiteInvalid(SiteError):
    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class SiteOutdated(SiteError):
    def __init__(self, message: str, *, data: Any) -> None:
        super().__init__(message)
        self.data = data


class SiteUnavailable(SiteError):
    def __init__(self, message: str, *, retry_after: int = DEFAULT_RETRY_AFTER) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SiteNotAsked(SiteUnavailable):
    pass


class SiteUnanswered(SiteUnavailable):
    pass


class SiteNotPublic(SiteError):
    pass


class SiteBadAnswer(SiteError):
    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class SiteNotUnderstood(SiteBadAnswer):
    pass


class FailedToConnect(Exception):
    """The key or the e-mail address isn't the site's: one answer for all causes."""

    error = "Failed to connect"

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "The key is wrong or has ended, or the e-mail address isn't the site's."
        )
        self.reason = reason  # for our staff


class SiteNotFound(NotFound):
    error = "Site not found"


class OnlyOverHttps(AccessDenied):
    error = "Only over HTTPS"


class SiteNotActive(AccessDenied):
    error = "Site not active"


class IntegrationNotFound(NotFound):
    error = "Integration not found"


class ContentNotFound(NotFound):
    error = "Content not found"


class TypeNotFound(NotFound):
    error = "Content type not found"


class AnotherSite(Conflict):
    error = "Another site"


class NotConnected(Conflict):
    error = "Not connected"


class StructureOutdated(Conflict):
    error = "Structure outdated"


class SyncOff(Conflict):
    error = "Sync operations are off"


class ChangedOnSite(Conflict):
    """Somebody else changed an object there; `item` is our ContentItem of it by now."""

    error = "Changed on the site"

    def __init__(self, message: str, *, item: Any) -> None:
        super().__init__(message)
        self.item = item


class NotChangeable(DomainError):
    """What was asked for is understood, but can't be set from here."""

    error = "Not changeable"
