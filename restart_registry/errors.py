"""
Turns every exception into an answer of one shape.

The contract is docs/api.md, "Errors". What is raised knows nothing of HTTP.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions

from api.exceptions import AccessDenied, Conflict, NotFound, Stale
from api.views import Response
from items.purchases import NotEnoughLeft
from restart_registry.validation_errors import flatten
from wpauth.throttle import TooManyRefusals
from wpauth.verification import forget
from wpclient.exceptions import (
    BadAnswer,
    Forbidden,
    Invalid,
    NoSuchPost,
    Outdated,
    Refused,
    Unavailable,
)

logger = logging.getLogger(__name__)

BUSY_RETRY_AFTER = 1  # seconds; writers wait 5 s for each other, then give up
# PostgreSQL's codes of a lock that took too long, and of a deadlock.
BUSY = {"55P03", "40P01"}
AWAY_RETRY_AFTER = 5  # seconds; a database that restarts is back by then


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of an API view; None lets it become a logged 500."""
    request = context["request"]
    if isinstance(exc, Refused) and request.auth is not None:
        forget(request.auth)  # withdrawn since it was remembered
    match exc:
        case exceptions.ValidationError():
            place = getattr(exc, "place", "body")
            return invalid(flatten(exc.get_full_details(), place))
        case exceptions.ParseError():
            return invalid(
                [{"loc": ["body"], "msg": str(exc.detail), "type": "json_invalid"}]
            )
        case Refused():
            challenge = context["view"].get_authenticate_header(request)
            return error(
                401,
                "WordPress no longer accepts these credentials.",
                {"WWW-Authenticate": challenge},
            )
        case exceptions.APIException():
            return error(exc.status_code, str(exc.detail), _headers(exc))
        case Http404() | NoSuchPost():
            return error(404, "Not found.")
        case NotFound():
            return error(404, str(exc))
        case AccessDenied():
            return error(403, str(exc))
        case PermissionDenied() | Forbidden():
            return error(403, "WordPress doesn't let this account do that.")
        case NotEnoughLeft():
            return error(409, str(exc), remaining=exc.remaining)
        case Conflict():
            return error(409, str(exc))
        case Stale():
            return error(412, str(exc))
        case Invalid():
            return error(422, f"WordPress can't store this ({exc.code}).")
        case TooManyRefusals():
            return wait(429, "Too many refused logins. Wait a minute.", exc.retry_after)
        case Unavailable():
            return wait(503, "WordPress is not answering. Try again.", exc.retry_after)
        case OperationalError() | InterfaceError():
            return wait(503, *database_trouble(exc))
        case UnreadablePostError():
            return error(408, "The body didn't arrive in time.")
        case BadAnswer() | Outdated():
            return error(502, "WordPress gave an answer that can't be used.")
    return None


def error(
    status: int, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    return Response({"detail": detail, **more}, status=status, headers=headers)


def invalid(errors: list[dict[str, Any]]) -> Response:
    """A 422 in the shape that FastAPI's clients know, and a sentence for people."""
    sentences = [
        ": ".join([".".join(map(str, mistake["loc"][1:])), mistake["msg"]]).lstrip(": ")
        for mistake in errors
    ]
    return error(422, "; ".join(sentences), errors=errors)


def wait(status: int, detail: str, seconds: int) -> Response:
    return error(status, detail, {"Retry-After": str(seconds)})


def database_trouble(exc: Exception) -> tuple[str, int]:
    """
    Say what is wrong with the database, and after how many seconds to try again.

    The answer to a COMMIT may be what was lost: then the change stands all the same.
    """
    if "locked" in str(exc) or getattr(exc.__cause__, "sqlstate", "") in BUSY:
        return "The database is busy. Try again.", BUSY_RETRY_AFTER
    logger.warning("the database failed: %s", exc)
    return (
        "The database is not answering. Try again, and look first whether a change was "
        "made.",
        AWAY_RETRY_AFTER,
    )


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    challenge = getattr(exc, "auth_header", None)
    return {"WWW-Authenticate": challenge} if challenge else {}
