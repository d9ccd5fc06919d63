from __future__ import annotations

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone


class SiteIntegrationQuerySet(models.QuerySet["SiteIntegration"]):
    def connected(self) -> SiteIntegrationQuerySet:
        """Those that may be called: staff can switch a site off."""
        return self.exclude(credentials=None).filter(site__is_active=True)


class SiteIntegration(models.Model):
    """
    What is known of a site's connection. The state is no column: see state.py.

    `config_json` is what WordPress owns: content_types (label and count of each type,
    last_structure_fetch), plugin_connection_enabled, two_way_sync_enabled, admin_url,
    versions. Only connecting/structure.py writes it.
    """

    site = models.OneToOneField(
        "integrations.Site", models.PROTECT, related_name="integration"
    )
    config_json = models.JSONField(default=dict, blank=True)
    credentials = models.TextField(null=True, blank=True)  # sealed: credentials.py
    connected_at = models.DateTimeField(null=True, blank=True)
    authenticating_since = models.DateTimeField(null=True, blank=True)
    disconnected_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)  # from the bridge's key
    # The structure: when we received it, and when the site says it gathered it.
    structure_at = models.DateTimeField(null=True, blank=True)
    structure_source_at = models.DateTimeField(null=True, blank=True)
    structure_hash = models.CharField(max_length=64, default="", blank=True)
    # The last two-sided check: [{"name", "ok", "hint"}], and how many failed in a row.
    checked_at = models.DateTimeField(null=True, blank=True)
    checks = models.JSONField(default=list, blank=True)
    check_failures = models.PositiveIntegerField(default=0)
    # The site refused the password, or it can't be opened with our keys.
    refused_at = models.DateTimeField(null=True, blank=True)
    # The journal's life that our cursors belong to, and why the last `status` let us doubt
    # that it goes on: what two in a row say is believed.
    generation = models.CharField(max_length=64, default="", blank=True)
    doubt = models.CharField(max_length=100, default="", blank=True)
    # Since when the bridge says that its journal has a gap, as of the last audit for it.
    audited_gap = models.CharField(max_length=200, default="", blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True)
    next_sync_at = models.DateTimeField(null=True, blank=True)
    last_synced_at = models.DateTimeField(null=True, blank=True)

    objects = SiteIntegrationQuerySet.as_manager()

    class Meta:
        db_table = "integrations_site_integrations"
        indexes = [
            models.Index(fields=["next_sync_at"], name="idx_integration_next_sync_at")
        ]
        constraints = [
            models.CheckConstraint(
                name="integration_disconnected_without_credentials",
                condition=Q(disconnected_at=None) | Q(credentials=None),
            )
        ]

    def __str__(self) -> str:
        return f"integration {self.pk}"

    @transaction.atomic
    def end(self, reason: str) -> None:
        """Forget the password; nobody waits any more for what was asked for."""
        now = timezone.now()
        SiteIntegration.objects.filter(pk=self.pk).update(
            credentials=None,
            disconnected_at=now,
            authenticating_since=None,
            next_sync_at=None,
        )
        unfinished = self.jobs.filter(finished_at=None)
        unfinished.update(state="failed", finished_at=now, error=reason)

    @property
    def sync_is_on(self) -> bool:
        return self.config_json.get("plugin_connection_enabled") is True

    @property
    def two_way_is_on(self) -> bool:
        return self.config_json.get("two_way_sync_enabled") is True
