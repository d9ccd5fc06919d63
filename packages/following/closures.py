"""
Closures of one run, decided at its end.

When many packages seem to be closed at once, it is WordPress.org that is broken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction

from packages.exceptions import PackagesError
from packages.following.closed import NotOpen
from packages.following.refresh import Fetched, Outcome, Subject, store_closed
from packages.models import Package, Run
from packages.models.package import State
from packages.router import ALIAS
from packages.wordpress_org.answers import Gone

FEW = 20
SHARE = 0.05  # of the packages in the same state that were asked for
EXAMPLES = 5


class ImplausibleClosures(PackagesError):
    pass


@dataclass
class Closures:
    asked: Counter[str] = field(default_factory=Counter)  # packages, by their state
    found: list[tuple[Fetched, NotOpen]] = field(default_factory=list)

    def add(self, fetched: Fetched) -> None:
        if isinstance(fetched.answer, NotOpen):
            self.found.append((fetched, fetched.answer))

    def losses(self, state: str) -> list[Subject]:
        """Return the packages in a state that seem to be worse off than they were."""
        return [
            fetched.subject
            for fetched, answer in self.found
            if fetched.subject.state == state
            and (state == State.OPEN or isinstance(answer, Gone))
        ]

    def implausible_state(self) -> str | None:
        """Return the state of the packages of which too many are lost."""
        for state, asked in self.asked.items():
            lost = len(self.losses(state))
            if lost > FEW and lost > SHARE * asked:
                return state
        return None

    def write(self, run: Run, *, accept: bool = False) -> Counter[str]:
        """Write all of them, or none: raises ImplausibleClosures."""
        state = self.implausible_state()
        if state and not accept:
            raise ImplausibleClosures(self._doubt(state))
        written = Counter[str]()
        with transaction.atomic(using=ALIAS):
            for fetched, answer in self.found:
                written[_write(fetched, answer, run)] += 1
        return written

    def _doubt(self, state: str) -> str:
        lost = self.losses(state)
        examples = ", ".join(each.name for each in lost[:EXAMPLES])
        return (
            f"{len(lost):,} of the {self.asked[state]:,} {State(state).label.lower()} "
            f"packages that were asked for read as closed or gone ({examples}, …), which "
            "looks like a fault of WordPress.org's. No closure was written; everything "
            "else was. Look at some of them on WordPress.org. If it is right, run the "
            "command again with --accept-closures."
        )


def _write(fetched: Fetched, answer: NotOpen, run: Run) -> str:
    package = Package.objects.get(pk=fetched.subject.pk)
    is_stored = store_closed(answer, package, fetched, run)
    return package.state if is_stored else Outcome.OVERTAKEN
