from __future__ import annotations

from django.db import models


class BucketObject(models.Model):
    """
    A file in a bucket, as far as we know.

    With `sha256` the bucket surely holds these bytes: its answer was waited for. Without
    it somebody may have been killed before the answer, and the bucket holds anything or
    nothing under this key.
    """

    bucket = models.CharField(max_length=300)  # its address: another one holds nothing
    key = models.CharField(max_length=300)  # p2/wp-plugin/tea.json
    sha256 = models.CharField(max_length=64, default="", blank=True)
    uploaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("bucket", "key", name="packages_bucket_object_key"),
        ]

    def __str__(self) -> str:
        return self.key
