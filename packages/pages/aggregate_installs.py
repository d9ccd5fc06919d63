"""InstallEvents → what is shown of them: installations by month, in 30 days, in all."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from packages.models import InstallEvent, Package, Watermark
from packages.router import ALIAS

WATERMARK = "installs"  # the id of the last event that was counted
SHOWN = timedelta(days=30)
KEPT = timedelta(days=35)
COUNT_MONTHS = """
INSERT INTO packages_installmonth (package_id, month, installs)
SELECT package_id, strftime('%%Y-%%m-01', created_at), COUNT(*)
FROM packages_installevent WHERE id > %s AND id <= %s GROUP BY 1, 2
ON CONFLICT (package_id, month) DO UPDATE SET installs = installs + excluded.installs
"""
COUNT_ALL = """
UPDATE packages_package
SET installs_total = installs_total + new.installs,
    last_installed_at = max(coalesce(last_installed_at, ''), new.last)
FROM (
    SELECT package_id, COUNT(*) AS installs, MAX(created_at) AS last
    FROM packages_installevent WHERE id > %s AND id <= %s GROUP BY 1
) AS new
WHERE packages_package.id = new.package_id
"""


def aggregate_installs(now: datetime, *, dry_run: bool = False) -> Counter[str]:
    """Count each event once, however often this runs and wherever it is killed."""
    with transaction.atomic(using=ALIAS):
        counts = Counter(counted=_count_new())
        _count_recent(now - SHOWN)
        counts["deleted"] = _delete_old(now - KEPT)
        transaction.set_rollback(dry_run, using=ALIAS)
    return counts


def _count_new() -> int:
    mark, _ = Watermark.objects.get_or_create(name=WATERMARK, defaults={"value": 0})
    new = InstallEvent.objects.filter(pk__gt=mark.value)
    found = new.aggregate(number=Count("pk"), last=Max("pk"))
    if not found["number"]:
        return 0
    with connections[ALIAS].cursor() as cursor:
        for sql in (COUNT_MONTHS, COUNT_ALL):
            cursor.execute(sql, [mark.value, found["last"]])
    mark.value = found["last"]
    mark.save()
    return int(found["number"])


def _count_recent(since: datetime) -> None:
    recent = InstallEvent.objects.filter(package=OuterRef("pk"), created_at__gt=since)
    number = recent.order_by().values("package").values(number=Count("pk"))
    Package.objects.filter(Q(installs_30d__gt=0) | Exists(recent)).update(
        installs_30d=Coalesce(Subquery(number), 0)
    )


def _delete_old(until: datetime) -> int:
    deleted, _ = InstallEvent.objects.filter(created_at__lt=until).delete()
    return deleted
