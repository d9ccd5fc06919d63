"""
The structure of a site, pushed by its bridge or fetched from it: the types it has, with
label and count. This is the only writer of `config_json`.

What staff set and how far a type was followed are columns of SyncedType: here they are
written at first sight only, so that a push and somebody else lose nothing of each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.db import transaction
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from integrations.addresses import normalised
from integrations.bridge import Bridge
from integrations.connecting.structure_body import StructureBody
from integrations.events import record
from integrations.exceptions import (
    AnotherSite,
    NotConnected,
    SiteBadAnswer,
    StructureOutdated,
)
from integrations.models import EventType, Kind, SiteIntegration, SyncedType

NAMES = {Kind.POST_TYPE: "post_types", Kind.TAXONOMY: "taxonomies"}
MOST_BYTES = 256 * 1024
MOST_MISSING = 200  # types without any content
STRUCTURE_BODY = StructureBody()


@dataclass(frozen=True)
class Received:
    post_types_count: int
    taxonomies_count: int
    last_structure_fetch: datetime
    unchanged: bool


def receive(
    integration: SiteIntegration, body: dict[str, Any], *, now: datetime | None = None
) -> Received:
    """
    Store a structure; `body` is a valid StructureBody.

    Raises NotConnected, AnotherSite or StructureOutdated, all of them 409.
    """
    now = now or timezone.now()
    body = {**body, "timestamp": body.get("timestamp") or now}
    try:
        with transaction.atomic():
            return _store(_locked(integration), body, now)
    except AnotherSite as exc:
        record(integration, EventType.STRUCTURE, "another_site", error=str(exc))
        raise


def fetch(integration: SiteIntegration) -> Received:
    """Ask the bridge for the structure and store it; SiteBadAnswer if it isn't valid."""
    answer = Bridge.of(integration).structure()
    if len(orjson.dumps(answer)) > MOST_BYTES:
        raise SiteBadAnswer(f"its structure has more than {MOST_BYTES} bytes")
    try:
        body = dict(STRUCTURE_BODY.run_validation(answer))
    except ValidationError as exc:
        names = ", ".join(map(str, exc.detail))
        raise SiteBadAnswer(f"its structure is not valid: {names}") from exc
    try:
        return receive(integration, body)
    except StructureOutdated:  # a push came in between, with a newer one
        integration.refresh_from_db(fields=["structure_at"])
        fetched_at = integration.structure_at or timezone.now()
        return _received(body, fetched_at, unchanged=True)


def remember_versions(
    integration: SiteIntegration, *, bridge: str, wordpress: str
) -> None:
    """Keep what the bridge says of itself, until it says something else."""
    versions = {"bridge": bridge, "wordpress": wordpress}
    if integration.config_json.get("versions") == versions:
        return
    with transaction.atomic():
        row = _locked(integration)
        row.config_json["versions"] = versions
        row.save(update_fields=["config_json"])


def _locked(integration: SiteIntegration) -> SiteIntegration:
    rows = SiteIntegration.objects.select_related("site")
    return rows.select_for_update(of=("self",)).get(pk=integration.pk)


def _store(row: SiteIntegration, body: dict[str, Any], now: datetime) -> Received:
    _refuse_what_is_not_its_own(row, body)
    digest = _digest(body)
    unchanged = digest == row.structure_hash
    if not unchanged:
        _store_types(row, body, now)
        row.config_json = _config(row, body)
        _tell(row, body)
    # When it was fetched is new even then.
    row.config_json["content_types"]["last_structure_fetch"] = _written(now)
    row.structure_hash = digest
    row.structure_at, row.structure_source_at = now, body["timestamp"]
    fields = ["config_json", "structure_hash", "structure_at", "structure_source_at"]
    row.save(update_fields=fields)
    return _received(body, now, unchanged=unchanged)


def _refuse_what_is_not_its_own(row: SiteIntegration, body: dict[str, Any]) -> None:
    if row.credentials is None:
        raise NotConnected(
            "The site isn't connected. Connect it, then send this again."
        )
    if normalised(body["site_url"]) != row.site.url:
        raise AnotherSite(
            f"This key belongs to {row.site.url}. A copy of the site at another address "
            "needs a key of its own."
        )
    known = row.structure_source_at
    if known and body["timestamp"] < known:
        raise StructureOutdated(f"We know a newer structure, of {_written(known)}.")


def _store_types(row: SiteIntegration, body: dict[str, Any], now: datetime) -> None:
    known = {(one.kind, one.slug): one for one in row.types.all()}
    sent = {
        (kind.value, slug): said
        for kind, name in NAMES.items()
        for slug, said in body[name].items()
    }
    SyncedType.objects.bulk_create(
        SyncedType(
            integration=row,
            kind=kind,
            slug=slug,
            enabled=said["enabled"],
            fetch_limit=said["fetch_limit"],
        )
        for (kind, slug), said in sent.items()
        if (kind, slug) not in known
    )
    back = [one.pk for key, one in known.items() if key in sent and one.missing_since]
    row.types.filter(pk__in=back).update(missing_since=None)
    missing = [one for key, one in known.items() if key not in sent]
    gone = [one.pk for one in missing if not one.missing_since]
    row.types.filter(pk__in=gone).update(missing_since=now)
    if len(missing) > MOST_MISSING:
        _forget_empty_types(row)


def _forget_empty_types(row: SiteIntegration) -> None:
    """Else a site that names others each time would fill the table."""
    empty = row.types.exclude(missing_since=None).filter(items=None)
    newest_first = empty.order_by("-missing_since", "-pk").values_list("pk", flat=True)
    row.types.filter(pk__in=list(newest_first[MOST_MISSING:])).delete()


def _config(row: SiteIntegration, body: dict[str, Any]) -> dict[str, Any]:
    """Return the new document. A type that is missing now keeps its label and count."""
    before = row.config_json.get("content_types", {})
    known = list(row.types.values_list("kind", "slug"))
    content_types: dict[str, Any] = {
        name: _labels(
            {**before.get(name, {}), **body[name]},
            (slug for kind_of_it, slug in known if kind_of_it == kind),
        )
        for kind, name in NAMES.items()
    }
    return {
        "content_types": content_types,
        "plugin_connection_enabled": body["plugin_connection_enabled"],
        "two_way_sync_enabled": body["two_way_sync_enabled"],
        "admin_url": _admin_url(row, body.get("admin_url") or ""),
        "versions": row.config_json.get("versions", {}),
    }


def _labels(types: dict[str, Any], slugs: Iterable[str]) -> dict[str, Any]:
    return {
        slug: {"label": types[slug]["label"], "count": types[slug]["count"]}
        for slug in slugs
        if slug in types
    }


def _admin_url(row: SiteIntegration, url: str) -> str | None:
    """Staff follow it as a link: drop one that leads to another host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    is_its_own = parts.hostname == urlsplit(row.site.url).hostname
    return url if is_its_own and parts.scheme in ("http", "https") else None


def _tell(row: SiteIntegration, body: dict[str, Any]) -> None:
    counts = {name: len(body[name]) for name in NAMES.values()}
    record(row, EventType.STRUCTURE, "received", details=counts)
    for name, count in counts.items():
        if not count:
            action, words = f"no_{name}", name.replace("_", " ")
            error = f"The site names no {words} that are public."
            record(row, EventType.STRUCTURE, action, error=error)


def _received(body: dict[str, Any], now: datetime, *, unchanged: bool) -> Received:
    return Received(
        post_types_count=len(body["post_types"]),
        taxonomies_count=len(body["taxonomies"]),
        last_structure_fetch=now,
        unchanged=unchanged,
    )


def _digest(body: dict[str, Any]) -> str:
    content = {name: value for name, value in body.items() if name != "timestamp"}
    canonical = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(canonical).hexdigest()


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
