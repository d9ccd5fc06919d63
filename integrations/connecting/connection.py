"""A site connects, and ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from integrations import api_keys
from integrations.addresses import normalised
from integrations.callers import SiteCaller
from integrations.connecting.structure import remember_versions
from integrations.connecting.two_sided_check import Check, check
from integrations.credentials import seal
from integrations.events import record
from integrations.exceptions import FailedToConnect, SiteNotActive, SiteNotFound
from integrations.models import ApiKey, EventType, Site, SiteIntegration
from wpclient.credentials import Credentials
from wpclient.deadline import all_within

SECONDS = 8  # for asking the site; it waits for us meanwhile, 10 at most


@dataclass(frozen=True)
class Connected:
    integration: SiteIntegration
    checks: list[Check]


def connect(caller: SiteCaller, body: dict[str, Any]) -> Connected:
    """
    Keep the site's password, and try it. `body` is a valid ConnectBody.

    Raises FailedToConnect, SiteNotFound, SiteNotActive, or credentials.NoKeys. A site
    that can't be reached, or that refuses the password, is connected all the same: the
    checks say so.
    """
    integration = caller.site.integration
    try:
        _refuse_what_is_not_its_own(caller.site, body)
        _keep(caller, Credentials(body["username"], body["application_password"]))
    except (FailedToConnect, SiteNotFound, SiteNotActive) as exc:
        reason = exc.reason if isinstance(exc, FailedToConnect) else str(exc)
        record(integration, EventType.CONNECT, "refused", error=reason)
        raise
    _remember_versions(integration, body)
    try:
        with all_within(SECONDS):
            checks = check(integration)
    finally:
        _end_of_connecting(integration)
    return Connected(integration, checks)


@transaction.atomic
def disconnect(integration: SiteIntegration, *, by: int | None) -> None:
    """Forget the password and end all keys; `by` is a person of the hub, None the site."""
    api_keys.revoke_all(integration.site)
    integration.end("The site was disconnected.")
    record(integration, EventType.CONNECT, "disconnected", details={"by": by})


def _refuse_what_is_not_its_own(site: Site, body: dict[str, Any]) -> None:
    if body["email"].strip().casefold() != site.email.casefold():
        raise FailedToConnect("The e-mail address isn't the one that we have.")
    if normalised(body["site_url"]) != site.url:
        raise SiteNotFound(
            f"No site is registered for {body['site_url']} with this key. A copy of a "
            "site needs a key of its own."
        )
    if not site.is_active:
        raise SiteNotActive("This site was switched off. Ask our staff why.")


@transaction.atomic
def _keep(caller: SiteCaller, credentials: Credentials) -> None:
    """Hold the site's row: neither its address nor its keys change meanwhile."""
    token, now = seal(credentials), timezone.now()
    site = Site.objects.select_for_update().get(pk=caller.site.pk)
    if site.url != caller.site.url:
        raise SiteNotFound("The site has just got another address here.")
    if not ApiKey.objects.live().filter(pk=caller.key.pk).exists():
        raise FailedToConnect("The key has just ended.")
    SiteIntegration.objects.filter(site=site).update(
        credentials=token,
        connected_at=now,
        authenticating_since=now,
        disconnected_at=None,
        refused_at=None,
        checked_at=None,
        checks=[],
        check_failures=0,
        next_sync_at=now,
    )
    record(site.integration, EventType.CONNECT, "connected")


def _remember_versions(integration: SiteIntegration, body: dict[str, Any]) -> None:
    bridge, wordpress = body.get("bridge_version"), body.get("wordpress_version")
    remember_versions(integration, bridge=bridge or "", wordpress=wordpress or "")


def _end_of_connecting(integration: SiteIntegration) -> None:
    rows = SiteIntegration.objects.filter(pk=integration.pk)
    rows.update(authenticating_since=None)
    integration.refresh_from_db()
