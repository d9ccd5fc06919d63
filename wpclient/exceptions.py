"""What can go wrong between us and WordPress; the tree is drawn in `client.py`."""

from __future__ import annotations

DEFAULT_RETRY_AFTER = 5  # seconds


class WordPressError(Exception):
    """WordPress did not do what was asked."""


class Refused(WordPressError):
    """The credentials are wrong, or were withdrawn."""


class Forbidden(WordPressError):
    """WordPress knows the caller and says no."""


class NoSuchPost(WordPressError):
    """WordPress has no such post or user."""


class Invalid(WordPressError):
    """WordPress found a mistake in the request."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class Outdated(WordPressError):
    """Somebody else wrote in between, so that what we meant to write is outdated."""


class Unavailable(WordPressError):
    """WordPress can't be reached now, or asks us to wait."""

    def __init__(self, message: str, *, retry_after: int = DEFAULT_RETRY_AFTER) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unanswered(Unavailable):
    """No answer came, or not all of it; WordPress may have done it all the same."""


class BadAnswer(WordPressError):
    """WordPress answered with something that can't be used."""


class MalformedCredentials(Exception):
    """The Authorization header is not a usable Basic one; WordPress wasn't asked."""
