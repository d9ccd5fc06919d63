from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import models
from django.db.models import F, Q

from packages.addresses import PackageType
from packages.repository import row
from packages.repository.row import PackageRow
from packages.versions.times import as_text


class Vendor(models.TextChoices):
    PLUGIN = "wp-plugin"
    THEME = "wp-theme"
    OURS = "restart"


class Type(models.TextChoices):
    PLUGIN = "plugin"
    THEME = "theme"


class State(models.TextChoices):
    NEW = "new"  # it was never fetched
    OPEN = "open"
    CLOSED = "closed"
    CLOSED_FOR_GOOD = "closed_for_good"
    GONE = "gone"


class PackageQuerySet(models.QuerySet["Package"]):
    def open(self) -> PackageQuerySet:
        return self.filter(state=State.OPEN)

    def of_type(self, package_type: PackageType | None) -> PackageQuerySet:
        """Return WordPress.org's packages of one type; None: of both."""
        theirs = self.exclude(vendor=Vendor.OURS)
        return theirs.filter(type=package_type) if package_type else theirs

    def named(self, name: str) -> PackageQuerySet:
        """Return the package that Composer calls VENDOR/SLUG, if there is one."""
        vendor, _, slug = name.partition("/")
        return self.filter(vendor=vendor, slug=slug)


class Package(models.Model):
    vendor = models.CharField(max_length=9, choices=Vendor)
    slug = models.CharField(max_length=200)
    type = models.CharField(max_length=6, choices=Type)
    state = models.CharField(max_length=15, choices=State, default=State.NEW)

    # What the directory says of it
    display_name = models.CharField(max_length=300, default="", blank=True)
    description = models.CharField(max_length=1000, default="", blank=True)
    author = models.CharField(max_length=200, default="", blank=True)
    homepage = models.CharField(max_length=2000, default="", blank=True)
    directory_version = models.CharField(max_length=50, default="", blank=True)
    requires_wordpress = models.CharField(max_length=200, default="", blank=True)
    requires_plugins = models.CharField(max_length=200, default="", blank=True)
    closed_reason = models.CharField(max_length=200, default="", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    active_installs = models.PositiveBigIntegerField(default=0)
    downloads = models.PositiveBigIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)  # 0..100
    num_ratings = models.PositiveIntegerField(default=0)
    last_updated = models.DateTimeField(null=True, blank=True)  # only moves forward

    # What is kept of its versions
    versions = models.TextField(default="[]")  # version_list.as_json writes it
    tag_times = models.TextField(default="{}")  # JSON: tag in Subversion → time
    current_version = models.CharField(max_length=50, default="", blank=True)
    dropped = models.TextField(default="{}")  # JSON: text → why it isn't offered
    dropped_versions = models.PositiveIntegerField(default=0)
    # The highest version that is tagged, and not offered by the directory yet
    pending = models.CharField(max_length=50, default="", blank=True)
    trunk_revision = models.PositiveBigIntegerField(null=True, blank=True)

    # When we saw what
    first_seen_at = models.DateTimeField(auto_now_add=True)
    first_open_at = models.DateTimeField(null=True, blank=True)  # null: it never was
    state_since = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)  # when we saw a commit
    asked_at = models.DateTimeField(null=True, blank=True)
    synced_at = models.DateTimeField(null=True, blank=True)
    history_at = models.DateTimeField(null=True, blank=True)
    sync_run = models.ForeignKey(
        "packages.Run", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Installations by Composer
    installs_total = models.PositiveBigIntegerField(default=0)
    installs_30d = models.PositiveBigIntegerField(default=0)
    last_installed_at = models.DateTimeField(null=True, blank=True)

    input_hash = models.CharField(max_length=64, default="")  # of what reaches files

    objects = PackageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("vendor", "slug", name="packages_package_name"),
            models.CheckConstraint(
                condition=Q(vendor__in=Vendor.values), name="packages_package_vendor"
            ),
            models.CheckConstraint(
                condition=Q(type__in=Type.values), name="packages_package_type"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="packages_package_state"
            ),
        ]
        indexes = [
            models.Index(
                "state", "vendor", F("installs_total").desc(), name="packages_installed"
            ),
            models.Index("state", F("active_installs").desc(), name="packages_active"),
            models.Index("state", F("last_updated").desc(), name="packages_updated"),
            models.Index("state", "synced_at", name="packages_synced"),
            models.Index("state", "asked_at", name="packages_asked"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.vendor}/{self.slug}"

    def row(self) -> PackageRow:
        """Return what of it reaches the repository."""
        return PackageRow(
            vendor=cast(row.Vendor, self.vendor),
            slug=self.slug,
            type=cast(PackageType, self.type),
            state=cast(row.State, self.state),
            versions=self.versions,
            description=self.description,
            author=self.author,
            homepage=self.homepage,
            trunk_revision=self.trunk_revision,
            last_updated=_text(self.last_updated),
            first_open_at=_text(self.first_open_at),
            closed_on=self.closed_on.isoformat() if self.closed_on else "",
            closed_reason=self.closed_reason,
        )

    def set_input_hash(self) -> None:
        """Has to be called wherever a field of `row()` was changed."""
        self.input_hash = row.input_hash(self.row())


def _text(moment: datetime | None) -> str:
    return as_text(moment) if moment else ""
