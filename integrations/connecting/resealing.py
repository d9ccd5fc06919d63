"""Seals all passwords with the newest of CREDENTIAL_KEYS, so that the older ones can go."""

from __future__ import annotations

from collections.abc import Iterator

from api.paging import pages_by_key
from integrations.credentials import Unreadable, reseal
from integrations.models import SiteIntegration

PAGE = 100
UNREADABLE = "none of CREDENTIAL_KEYS opens its password; the site has to connect again"


def sealed_integrations() -> int:
    return SiteIntegration.objects.exclude(credentials=None).count()


def reseal_all(*, dry_run: bool) -> Iterator[tuple[str, bool, str]]:
    """
    Yield each site's address, whether its password was sealed anew, and what stood in
    the way, or "".

    Each password is a step of its own, so that it goes on where it was interrupted.
    """
    sealed = SiteIntegration.objects.exclude(credentials=None)
    for page in pages_by_key(sealed, "pk", "site__url", size=PAGE):
        for integration_id, url in page:
            try:
                yield url, _reseal_one(integration_id, dry_run), ""
            except Unreadable:
                yield url, False, UNREADABLE


def _reseal_one(integration_id: int, dry_run: bool) -> bool:
    """Return whether there was something to do; again, if somebody connects meanwhile."""
    rows = SiteIntegration.objects.filter(pk=integration_id).exclude(credentials=None)
    while token := rows.values_list("credentials", flat=True).first():
        new = reseal(token)
        if new == token:
            return False
        if dry_run or rows.filter(credentials=token).update(credentials=new):
            return True
    return False
