"""Which sites a caller may know of, and what each kind of caller may do there."""

from __future__ import annotations

from django.db.models import QuerySet

from api.exceptions import AccessDenied
from integrations.callers import SiteCaller, visible_to
from integrations.exceptions import IntegrationNotFound
from integrations.models import SiteIntegration
from integrations.rest.authentication import SiteRequest
from wpauth.users import WordPressUser


def integrations_of(request: SiteRequest) -> QuerySet[SiteIntegration]:
    """Return what the caller may know of, with the sites."""
    visible = visible_to(request.user)
    return SiteIntegration.objects.filter(site__in=visible).select_related("site")


def find_integration(request: SiteRequest, integration_id: int) -> SiteIntegration:
    """
    Return one integration, or raise IntegrationNotFound.

    One that the caller may not know of is answered as one that isn't there.
    """
    integration = integrations_of(request).filter(pk=integration_id).first()
    if integration is None:
        raise IntegrationNotFound("Integration not found.")
    return integration


def only_bridge(request: SiteRequest) -> SiteCaller:
    """Return the site that calls; raise AccessDenied to people."""
    if not isinstance(request.user, SiteCaller):
        raise AccessDenied("Only the site itself does this, with its key.")
    return request.user


def only_people(request: SiteRequest) -> WordPressUser:
    """Return the person who calls; raise AccessDenied to sites."""
    if isinstance(request.user, SiteCaller):
        raise AccessDenied("A site's key isn't enough for this: a person has to ask.")
    return request.user
