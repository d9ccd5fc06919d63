"""Which bucket builds are uploaded to, as the settings say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

ANY_REGION = "us-east-1"  # R2 and MinIO take it for their own


@dataclass(frozen=True, kw_only=True)
class Access:
    """Where a bucket is, and the keys of whom may write to it: no repr holds these."""

    bucket: str
    endpoint: str
    key_id: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def address(self) -> str:
        return f"{self.endpoint}/{self.bucket}"

    @property
    def region(self) -> str:
        """Return what requests are signed for: eu-central-1 of s3.eu-central-1.amazonaws.com."""
        first, *rest = (urlsplit(self.endpoint).hostname or "").split(".")
        return rest[0] if first == "s3" and len(rest) > 2 else ANY_REGION


def configured_access() -> Access | None:
    """Return None where nothing is uploaded. A check refuses half of these settings."""
    if not settings.PACKAGES_S3_BUCKET:
        return None
    return Access(
        bucket=settings.PACKAGES_S3_BUCKET,
        endpoint=settings.PACKAGES_S3_ENDPOINT_URL,
        key_id=settings.PACKAGES_S3_ACCESS_KEY_ID,
        secret=settings.PACKAGES_S3_SECRET_ACCESS_KEY,
    )
