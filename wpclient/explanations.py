"""Says what went wrong between us and WordPress, for people who run a command."""

from __future__ import annotations

from wpclient.exceptions import Refused, Unavailable, WordPressError


def explain(exc: WordPressError, state: str) -> str:
    """Say what stopped the job, how things stand now, and what to do."""
    match exc:
        case Unavailable():
            return (
                f"WordPress is not answering ({exc}). {state} Try again when it does."
            )
        case Refused():
            return (
                f"WordPress refused the service account ({exc}). {state} Run "
                "check_wordpress."
            )
        case _:
            return (
                f"WordPress's answer can't be used ({exc}). {state} Try again: a "
                "registry may have been deleted meanwhile. If it stays so, run "
                "check_wordpress."
            )
