from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from wpclient.exceptions import WordPressError
from wpclient.explanations import explain


@contextmanager
def interruptible() -> Iterator[None]:
    """End a command that goes on where it was, when it is run again, with a sentence."""
    try:
        yield
    except KeyboardInterrupt as exc:
        message = "Interrupted. What is written stays; run it again for the rest."
        raise CommandError(message, returncode=130) from exc


@contextmanager
def explained(state: str) -> Iterator[None]:
    """End a command with a sentence when WordPress doesn't do what is needed."""
    try:
        yield
    except WordPressError as exc:
        raise CommandError(explain(exc, state)) from exc
