"""Who asks about sites: a person of the hub, or a site with its key; and what they see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from integrations.models import ApiKey, Site
from wpauth.users import WordPressUser


@dataclass(frozen=True)
class SiteCaller:
    """The user of a request that came with a site's key."""

    key: ApiKey

    # Django and DRF ask these of any user object.
    is_authenticated = True
    is_anonymous = False
    is_active = True

    is_admin = False
    is_site_account = False

    @property
    def site(self) -> Site:
        return self.key.site


def visible_to(caller: WordPressUser | SiteCaller) -> QuerySet[Site]:
    """Return the sites that this caller may know of: the one rule for all routes."""
    if isinstance(caller, SiteCaller):
        return Site.objects.filter(pk=caller.site.pk)
    if caller.is_admin:
        return Site.objects.all()
    return Site.objects.filter(owner_id=caller.id)
