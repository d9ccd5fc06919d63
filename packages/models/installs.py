from __future__ import annotations

from django.db import models


class InstallEvent(models.Model):
    """
    Composer told us that it installed a package.

    The key is a digest that nobody's address can be read from: it only tells the same
    installation, told twice, from another.
    """

    package = models.ForeignKey(
        "packages.Package", models.CASCADE, related_name="install_events"
    )
    version = models.CharField(max_length=50)
    dedupe_key = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("dedupe_key", name="packages_install_once")
        ]
        indexes = [models.Index("created_at", name="packages_install_at")]

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


class InstallMonth(models.Model):
    package = models.ForeignKey(
        "packages.Package", models.CASCADE, related_name="install_months"
    )
    month = models.DateField()  # its first day
    installs = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("package", "month", name="packages_install_month")
        ]

    def __str__(self) -> str:
        return f"{self.package} {self.month:%Y-%m}"
