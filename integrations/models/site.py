from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from api.validators import validate_one_line
from integrations.addresses import is_private_host, normalised

LONGEST_URL = 200


def validate_site_url(url: str) -> None:
    try:
        normalised(url)
    except ValueError as exc:
        raise ValidationError(str(exc), "url") from exc


class Site(models.Model):
    """A WordPress that may connect. Nobody deletes one: it is switched off."""

    name = models.CharField(max_length=100, validators=[validate_one_line])
    url = models.CharField(
        "address",
        max_length=LONGEST_URL,
        unique=True,
        validators=[validate_site_url],
        help_text="As in https://shop.example.org. Another address disconnects the site.",
    )
    email = models.EmailField(
        "e-mail address",
        max_length=254,
        help_text="Of the site's contact. Whoever connects the site has to know it.",
    )
    owner_id = models.PositiveBigIntegerField(
        "owner",
        null=True,
        blank=True,
        help_text="The number of the owner's account in our WordPress.",
    )
    is_active = models.BooleanField("active", default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        db_table = "integrations_sites"

    def __str__(self) -> str:
        return f"{self.name} ({self.url})"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Spell the address in the one way; another one gets none of the old one's secrets."""
        from integrations.models.site_integration import SiteIntegration

        self.url = normalised(self.url)
        is_new = self._state.adding
        before = Site.objects.select_for_update().filter(pk=self.pk).first()
        super().save(*args, **kwargs)
        if is_new:
            SiteIntegration.objects.create(site=self)
        elif before and before.url != self.url:
            self._end_connection()

    def _end_connection(self) -> None:
        from integrations.models.sync_event import EventType, SyncEvent

        reason = "The site has another address now."
        self.integration.end(reason)
        SyncEvent.objects.create(
            integration=self.integration,
            event_type=EventType.CONNECT,
            action="disconnected",
            details={"by": None},
            error_message=reason,
        )

    def clean(self) -> None:
        """Refuse in forms and commands what is never called; the field has its shape."""
        try:
            self.url = normalised(self.url)
        except ValueError:
            return
        if not self.url.startswith("https://") and not is_private_host(self.url):
            raise ValidationError({"url": "The address has to begin with https://."})
