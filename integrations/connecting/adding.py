from __future__ import annotations

from django.db import transaction

from integrations import api_keys
from integrations.models import Site


@transaction.atomic
def add_site(
    url: str, *, name: str, email: str, owner_id: int | None
) -> tuple[Site, str]:
    """Return a new site and its first key, or raise Django's ValidationError."""
    site = Site(url=url, name=name, email=email, owner_id=owner_id)
    site.full_clean()
    site.save()
    return site, api_keys.issue(site, created_by=None)
