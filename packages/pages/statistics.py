"""`stats/VENDOR/SLUG.json`: how often Composer installed a package from here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from packages.models import Package
from packages.pages.views import RepositoryView, answer, refusal

MONTHS = 36


class StatisticsView(RepositoryView):
    def get(self, request: HttpRequest, vendor: str, slug: str) -> HttpResponse:
        package = Package.objects.filter(vendor=vendor, slug=slug).first()
        if not package:
            return refusal()
        months = package.install_months.order_by("-month")[:MONTHS]
        return answer(
            {
                "name": package.name,
                "months": [
                    {"month": f"{entry.month:%Y-%m}", "installs": entry.installs}
                    for entry in reversed(months)
                ],
                "installs_total": package.installs_total,
                "installs_30d": package.installs_30d,
            }
        )
