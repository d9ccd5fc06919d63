"""How often a package was installed from here, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from packages.models import Package
from packages.pages.statistics import MONTHS
from plots.bar_chart import Plot, plot


def install_plot(package: Package) -> Plot | None:
    """Return a bar for each month since the first, 36 at most; None: it never was."""
    latest = package.install_months.order_by("-month")[:MONTHS]
    told = dict(latest.values_list("month", "installs"))
    if not told:
        return None
    today = timezone.now().date()
    months = list(_months(min(told), max(today, *told)))[-MONTHS:]
    return plot("Installs", {month: told.get(month, 0) for month in months})


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month between two days."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        following = month.month % 12 + 1
        month = month.replace(year=month.year + (following == 1), month=following)
