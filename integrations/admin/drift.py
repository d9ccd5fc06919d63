"""How much the audits found to differ, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from integrations.models import JobKind, JobState, SiteIntegration
from plots.bar_chart import Plot, plot

DAYS = 30
FOUND = F("missing_here") + F("missing_there") + F("different")


@dataclass(frozen=True)
class Drift:
    plot: Plot
    days: list[tuple[date, int]]  # the newest first


def drift_per_day(integration: SiteIntegration) -> Drift:
    today = timezone.now().date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    audits = integration.jobs.filter(
        kind=JobKind.AUDIT, state=JobState.COMPLETED, finished_at__date__gte=days[0]
    )
    found = dict(
        audits.annotate(day=TruncDate("finished_at"))
        .order_by()
        .values("day")
        .annotate(found=Sum(FOUND))
        .values_list("day", "found")
    )
    values = {day: found.get(day, 0) for day in days}
    return Drift(plot("Drift found", values), [*values.items()][::-1])
