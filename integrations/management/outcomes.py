"""What commands say of one site after the other."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Iterable

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import ngettext

from integrations.following.runs.rounds import Outcome
from integrations.models import SiteIntegration


def connected_sites(site: int | None) -> list[SiteIntegration]:
    """Return the integrations of all sites that may be called, or of one of them."""
    rows = SiteIntegration.objects.connected().select_related("site").order_by("pk")
    chosen = list(rows.filter(site=site) if site else rows)
    if site and not chosen:
        raise CommandError(f"There is no site {site} that is connected and active.")
    return chosen


def done_and_left(
    outcomes: Iterable[Outcome], stderr: OutputWrapper
) -> tuple[list[Outcome], int]:
    """Return all outcomes, and how many sites are left; each of these says why."""
    seen, left = [], 0
    for outcome in outcomes:
        seen.append(outcome)
        if outcome.problem:
            left += 1
            stderr.write(f"{outcome.integration.site} is left: {outcome.problem}")
    return seen, left


def some_seconds(text: str) -> float:
    """Return the number after --seconds."""
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number <= 86_400:
        raise ArgumentTypeError("must be a number of seconds, at most a day's")
    return number


def sites(count: int) -> str:
    return ngettext("%d site", "%d sites", count) % count
