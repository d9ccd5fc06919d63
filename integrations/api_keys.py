"""
The keys that bridges call us with: `rrs_`, 8 characters by which it is found, `_`, 40
that nobody can guess. Only a digest is kept; the key itself is shown once.

After a rotation the old key lives for 7 days, or until the new one is first used. A
third key ends the one that was never used. Whatever decides about several keys of a
site holds the site's row meanwhile.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from integrations.events import record
from integrations.exceptions import FailedToConnect
from integrations.models import ApiKey, EventType, Site, SiteIntegration

ALPHABET = string.ascii_letters + string.digits
KEY = re.compile(r"rrs_([0-9A-Za-z]{8})_[0-9A-Za-z]{40}", re.ASCII)
BOTH_LIVE = timedelta(days=7)
NOTED_EVERY = timedelta(minutes=1)  # uses; a busy key doesn't write with each
NO_DIGEST = "0" * 64  # of no key


@transaction.atomic
def issue(site: Site, *, created_by: int | None) -> str:
    """Make a key and return it in clear, this once. Older ones end as above."""
    _hold(site)
    return _next_key(site, "issued", created_by)


@transaction.atomic
def rotate(key: ApiKey) -> str:
    """
    Return a new key for the caller who came with this one.

    Raises FailedToConnect if the key died meanwhile.
    """
    _hold(key.site)
    if not ApiKey.objects.live().filter(pk=key.pk).exists():
        raise FailedToConnect
    return _next_key(key.site, "rotated", None)


@transaction.atomic
def revoke(key: ApiKey) -> None:
    """End one key at once."""
    _hold(key.site)
    _end(key.site, Q(pk=key.pk), "revoked", timezone.now())


@transaction.atomic
def revoke_all(site: Site) -> None:
    """End all keys of a site at once."""
    _hold(site)
    _end(site, Q(), "revoked", timezone.now())


def find_live(text: str) -> ApiKey | None:
    """
    Return the key with its site and integration if it counts now, and note its use.

    Its first use ends the keys before it.
    """
    prefix = prefix_of(text)
    if not prefix:
        return None
    keys = ApiKey.objects.live().select_related("site__integration")
    key = keys.filter(prefix=prefix).first()
    is_right = compare_digest(_digest(text), key.digest if key else NO_DIGEST)
    if key is None or not is_right:
        return None
    if key.first_used_at is None and not _is_first_used(key):
        return None
    _note_use(key)
    return key


def prefix_of(text: str) -> str:
    """Return what a key is found by, as a name to count wrong ones under; "" if none."""
    match = KEY.fullmatch(text)
    return match[1] if match else ""


def _next_key(site: Site, action: str, created_by: int | None) -> str:
    now = timezone.now()
    prefix, secret = _random(8), _random(40)
    text = f"rrs_{prefix}_{secret}"
    # Of the older ones the last that was used stays, or else the last one.
    newest = F("first_used_at").desc(nulls_last=True)
    before = site.keys.live().order_by(newest, "-pk").first()
    if before:
        _end(site, ~Q(pk=before.pk), "ended", now)
        still = site.keys.filter(pk=before.pk, expires_at=None)
        still.update(expires_at=now + BOTH_LIVE)
    site.keys.create(prefix=prefix, digest=_digest(text), created_by=created_by)
    _tell(site, action, prefix, by=created_by)
    return text


@transaction.atomic
def _is_first_used(key: ApiKey) -> bool:
    """Note it; of several requests at once one does. False: it died meanwhile."""
    _hold(key.site)
    now = timezone.now()
    live = ApiKey.objects.live().filter(pk=key.pk)
    if not live.filter(first_used_at=None).update(first_used_at=now):
        return live.exists()
    _end(key.site, Q(pk__lt=key.pk), "ended", now)
    return True


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at and key.last_used_at > now - NOTED_EVERY:
        return
    ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    SiteIntegration.objects.filter(site=key.site_id).update(heard_at=now)


def _hold(site: Site) -> None:
    """Let others who decide about this site's keys wait until the transaction ends."""
    Site.objects.select_for_update().get(pk=site.pk)


def _end(site: Site, which: Q, action: str, now: datetime) -> None:
    for key in site.keys.live().filter(which):
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=now)
        _tell(site, action, key.prefix)


def _tell(site: Site, action: str, prefix: str, **details: int | None) -> None:
    details_of_key = {"prefix": prefix, **details}
    record(site.integration, EventType.KEY, action, details=details_of_key)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
