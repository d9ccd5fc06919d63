"""The connected sites of generated requests."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from integrations.api_keys import issue
from integrations.bridge import client_for
from integrations.models import (
    ApiKey,
    ContentItem,
    Kind,
    Site,
    SiteIntegration,
    SyncedType,
    SyncEvent,
    SyncJob,
)
from tests.bridge import URL, FakeBridge
from tests.integrations.sites import BLOG, connected

# Whose rows hold others' ids come first.
MODELS: list[type[models.Model]] = [
    *(SyncEvent, SyncJob, ContentItem, SyncedType),
    *(ApiKey, SiteIntegration, Site),
]
EMAIL = "owner@shop.test"
URLS = (URL, BLOG)
INTEGRATIONS = [1, 2]
CONTENT = [1, 2, 3, 4]
TYPES = ((Kind.POST_TYPE, "post"), (Kind.TAXONOMY, "category"))


def new_sites(owner_ids: list[int]) -> None:
    """Make a site for each owner, with a post and a category."""
    client_for.cache_clear()
    for model in MODELS:
        model._default_manager.all().delete()
    Site.objects.bulk_create(
        Site(id=number, name="Site", url=url, email=EMAIL, owner_id=owner_id)
        for number, url, owner_id in zip(INTEGRATIONS, URLS, owner_ids, strict=True)
    )
    SiteIntegration.objects.bulk_create(
        SiteIntegration(id=number, site_id=number) for number in INTEGRATIONS
    )
    for site in Site.objects.all():
        client_for(site.url).session.mount(site.url, FakeBridge(site.url))
        connected(site)
        new_key(site.pk)
    _fill()


def new_key(site_id: int) -> str:
    return issue(Site.objects.get(pk=site_id), created_by=None)


def _fill() -> None:
    types = [(number, *type_) for number in INTEGRATIONS for type_ in TYPES]
    SyncedType.objects.bulk_create(
        SyncedType(id=number, integration_id=integration_id, kind=kind, slug=slug)
        for number, (integration_id, kind, slug) in zip(CONTENT, types, strict=True)
    )
    ContentItem.objects.bulk_create(
        ContentItem(
            id=number,
            type_id=number,
            external_id=number,
            seq=number,
            status="publish",
            title="Kettle",
            slug="kettle",
            synced_at=timezone.now(),
        )
        for number in CONTENT
    )
