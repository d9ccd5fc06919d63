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

FEW = 20
SHARE = 0.05  # of the open packages that were asked for
EXAMPLES = 5


class ImplausibleClosures(PackagesError):
    pass


@dataclass
class Closures:
    asked: int = 0  # packages that were open
    found: list[tuple[Fetched, NotOpen]] = field(default_factory=list)

    def add(self, fetched: Fetched) -> None:
        if isinstance(fetched.answer, NotOpen):
            self.found.append((fetched, fetched.answer))

    @property
    def of_open(self) -> list[Subject]:
        subjects = [fetched.subject for fetched, _ in self.found]
        return [subject for subject in subjects if subject.state == State.OPEN]

    @property
    def are_implausible(self) -> bool:
        closing = len(self.of_open)
        return closing > FEW and closing > SHARE * self.asked

    def write(self, run: Run, *, accept: bool = False) -> Counter[str]:
        """Write all of them, or none: raises ImplausibleClosures."""
        if self.are_implausible and not accept:
            raise ImplausibleClosures(self._doubt())
        written = Counter[str]()
        with transaction.atomic(using=ALIAS):
            for fetched, answer in self.found:
                written[_write(fetched, answer, run)] += 1
        return written

    def _doubt(self) -> str:
        examples = ", ".join(each.name for each in self.of_open[:EXAMPLES])
        return (
            f"{len(self.of_open):,} of the {self.asked:,} open packages that were asked "
            f"for read as closed or gone ({examples}, …), which looks like a fault of "
            "WordPress.org's. No closure was written; everything else was. Look at some "
            "of them on WordPress.org. If they are closed, run the command again with "
            "--accept-closures."
        )


def _write(fetched: Fetched, answer: NotOpen, run: Run) -> str:
    package = Package.objects.get(pk=fetched.subject.pk)
    is_stored = store_closed(answer, package, fetched, run)
    return package.state if is_stored else Outcome.OVERTAKEN
