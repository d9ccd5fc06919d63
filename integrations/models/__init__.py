"""What is known of connected sites, and the copy of what they hold. One file each."""

from __future__ import annotations

from integrations.models.api_key import ApiKey
from integrations.models.content_item import ContentItem
from integrations.models.site import Site
from integrations.models.site_integration import SiteIntegration
from integrations.models.sync_event import EventType, SyncEvent
from integrations.models.sync_job import JobKind, JobState, SyncJob
from integrations.models.synced_type import Kind, SyncedType

__all__ = [
    "ApiKey",
    "ContentItem",
    "EventType",
    "JobKind",
    "JobState",
    "Kind",
    "Site",
    "SiteIntegration",
    "SyncEvent",
    "SyncJob",
    "SyncedType",
]
