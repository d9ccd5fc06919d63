"""Which sites a caller may know of, and what each kind of caller may do there."""

from __future__ import annotations

from enum import Enum, auto

from django.db.models import QuerySet

from api.exceptions import AccessDenied
from integrations.callers import SiteCaller, visible_to
from integrations.exceptions import IntegrationNotFound
from integrations.models import SiteIntegration
from integrations.rest.authentication import SiteRequest


class Who(Enum):
    ANYBODY = auto()  # who may know of the site
    PEOPLE = auto()  # staff and the site's owner
    ITS_BRIDGE = auto()  # with the site's key


def check_who(request: SiteRequest, who: Who) -> None:
    """Raise AccessDenied if this is for callers of another kind."""
    is_bridge = isinstance(request.user, SiteCaller)
    if who is Who.PEOPLE and is_bridge:
        raise AccessDenied("A site's key isn't enough for this: log in as a person.")
    if who is Who.ITS_BRIDGE and not is_bridge:
        raise AccessDenied("Only the site itself does this, with its key.")


def integrations_of(request: SiteRequest) -> QuerySet[SiteIntegration]:
    """Return what the caller may know of, with the sites."""
    visible = visible_to(request.user)
    return SiteIntegration.objects.filter(site__in=visible).select_related("site")


def find_integration(
    request: SiteRequest, integration_id: int, who: Who
) -> SiteIntegration:
    """
    Return one integration, or raise IntegrationNotFound or AccessDenied.

    One that the caller may not know of is answered as one that isn't there.
    """
    integration = integrations_of(request).filter(pk=integration_id).first()
    if integration is None:
        raise IntegrationNotFound("Integration not found.")
    check_who(request, who)
    return integration
