"""What integrations say when something went wrong: short and stable, and a sentence."""

from __future__ import annotations

from typing import Any, NamedTuple

from integrations import exceptions as sites
from integrations.rest.shapes import ContentShape

# Of what has no words of its own. A bridge looks at them, so none is ever changed.
SHORT = {
    401: "Not authenticated",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Body incomplete",
    409: "Conflict",
    411: "Length required",
    412: "Outdated",
    413: "Body too large",
    415: "No JSON",
    422: "Invalid",
    428: "Condition required",
    429: "Too many requests",
    502: "Unusable answer",
    503: "Not available",
}
NO_KEYS = (
    "No site can connect: this server has no key to seal passwords with. Whoever runs "
    "it has to set CREDENTIAL_KEYS."
)
CONTENT = ContentShape()
SETTINGS_RETRY_AFTER = 300  # seconds; somebody has to set it first


class Answer(NamedTuple):
    status: int
    detail: str
    headers: dict[str, str]


def short(exc: Exception, status: int) -> str:
    """Return the word for a refusal: the exception's own, if it has one."""
    match exc:
        case sites.SiteUnavailable():
            return "Site not answering"
        case sites.SiteRefused():
            return "Site refused the password"
        case sites.SiteError():
            return "Site answer unusable"
    return getattr(exc, "error", None) or SHORT.get(status, "Refused")


def current(exc: sites.ChangedOnSite) -> dict[str, Any]:
    """Return the object as the site has it, for the one who asked to see beside theirs."""
    shown: dict[str, Any] = CONTENT.to_representation(exc.item)
    return shown


def answer_to(exc: sites.SiteError) -> Answer:
    """A site's refusal is never the caller's: they would be logged out by a 401."""
    match exc:
        case sites.SiteUnanswered():
            return _wait(
                "The site didn't answer in time. A change may or may not have been made "
                "there; the next sync shows.",
                exc.retry_after,
            )
        case sites.SiteUnavailable():
            return _wait("The site is not answering. Try again.", exc.retry_after)
        case sites.SiteRefused():
            detail = (
                "The site refuses our password. In WordPress: Settings → Restart Bridge "
                "→ Connect."
            )
        case sites.SiteForbidden():
            detail = "The site doesn't let our account do that."
        case sites.SiteNotPublic():
            detail = "The site's name leads to an address that isn't public."
        case _:
            detail = "The site gave an answer that can't be used."
    return Answer(502, detail, {})


def _wait(detail: str, seconds: int) -> Answer:
    return Answer(503, detail, {"Retry-After": str(seconds)})
