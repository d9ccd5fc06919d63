"""The routes of the fake bridge, below /restart-bridge/v1: what we assume of the real one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.bridge_site import BridgedSite, Key, Thing, written
from tests.wordpress_errors import RestError

CONTRACT = 1
KINDS = ("post_type", "taxonomy")
MOST_ROWS = 500
WIDEST_RANGE = 50_000
WIDEST_LIST = 500
MOST_PARTS = 100
STATUSES_TO_SET = {"draft", "pending", "publish"}


@dataclass(frozen=True)
class Query:
    """A request's parameters, read as core reads them: a wrong one is a 400."""

    values: Mapping[str, Any]

    def integer(
        self, name: str, *, least: int, most: int, default: int | None = None
    ) -> int:
        value = self.values.get(name, default)
        if value is None:
            raise RestError(400, "rest_missing_callback_param", name)
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
            raise RestError.invalid_param(name, "rest_invalid_type")
        if not least <= int(value) <= most:
            raise RestError.invalid_param(name, "rest_out_of_bounds")
        return int(value)

    def key(self, site: BridgedSite) -> Key:
        """Return which type is asked about."""
        for name in ("kind", "type"):
            if name not in self.values:
                raise RestError(400, "rest_missing_callback_param", name)
        if self.values["kind"] not in KINDS:
            raise RestError.invalid_param("kind", "rest_not_in_enum")
        key = (self.values["kind"], self.values["type"])
        if key not in site.types:
            raise RestError(400, "restart_bridge_unknown_type", "No such type.")
        return key


def respond(
    site: BridgedSite, method: str, path: str, values: Mapping[str, Any]
) -> Any:
    """Answer a request of somebody who may, or raise RestError."""
    query = Query(values)
    if found := re.fullmatch(r"/posts/(\d+)", path):
        if method != "POST":
            raise RestError(404, "rest_no_route", "No route was found.")
        return change_post(site, int(found[1]), values)
    routes: dict[tuple[str, str], Callable[[BridgedSite, Query], Any]] = {
        ("GET", "/status"): status,
        ("GET", "/structure"): structure,
        ("GET", "/changes"): changes,
        ("GET", "/checksums"): checksums,
        ("POST", "/touch"): touch,
    }
    if (method, path) not in routes:
        raise RestError(404, "rest_no_route", "No route was found.")
    return routes[method, path](site, query)


def status(site: BridgedSite, query: Query) -> dict[str, Any]:
    heads: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for kind, slug in site.types:
        heads[kind][slug] = site.head((kind, slug))
    return {
        "contract": CONTRACT,
        "site_url": site.url,
        "bridge_version": "1.0.0",
        "wordpress_version": "6.8.3",
        "plugin_connection_enabled": site.plugin_connection_enabled,
        "two_way_sync_enabled": site.two_way_sync_enabled,
        "generation": site.generation,
        "journal_gap": site.journal_gap,
        "last_structure_sync": site.last_structure_sync,
        "heads": heads,
    }


def structure(site: BridgedSite, query: Query) -> dict[str, Any]:
    post_types, taxonomies = {}, {}
    for (kind, slug), type_ in site.types.items():
        entry = {"label": type_.label, "count": len(site.live((kind, slug)))}
        settings = {"enabled": type_.enabled, "fetch_limit": type_.fetch_limit}
        if kind == "post_type":
            post_types[slug] = {**entry, **settings}
        else:
            taxonomies[slug] = {**entry, **settings}
    return {
        "post_types": post_types,
        "taxonomies": taxonomies,
        "plugin_connection_enabled": site.plugin_connection_enabled,
        "two_way_sync_enabled": site.two_way_sync_enabled,
        "timestamp": written(datetime.now(UTC)),  # what `wait` moves is the journal
        "site_url": site.url,
        "admin_url": f"{site.url}/wp-admin/",
    }


def changes(site: BridgedSite, query: Query) -> dict[str, Any]:
    """
    `cursor` stays below the first young row, even one before this page: a smaller seq
    may still be committed.
    """
    kind, slug = key = query.key(site)
    after = query.integer("after", least=0, most=2**63 - 1, default=0)
    limit = query.integer("limit", least=1, most=MOST_ROWS, default=MOST_ROWS)
    site.seed(key)
    lines = site.after(key, after)[:limit]
    cursor = site.cursor(key, lines[-1].seq if lines else after)
    return {
        "kind": kind,
        "type": slug,
        "after": after,
        "generation": site.generation,
        "head": site.head(key),
        "cursor": cursor,
        "live_count": len(site.live(key)),
        "rows": [site.row(key, line) for line in lines],
    }


def checksums(site: BridgedSite, query: Query) -> list[dict[str, Any]]:
    key = query.key(site)
    first = query.integer("from", least=0, most=2**63 - 1)
    last = query.integer("to", least=0, most=2**63 - 1)
    is_list = query.integer("list", least=0, most=1, default=0) == 1
    parts = query.integer("parts", least=1, most=MOST_PARTS, default=16)
    widest = WIDEST_LIST if is_list else WIDEST_RANGE
    if not 0 <= last - first < widest:
        raise RestError.invalid_param("to", "rest_out_of_bounds")
    if is_list:
        return _listed(site, key, first, last)
    width = -(-(last - first + 1) // parts)  # rounded up
    starts = range(first, last + 1, width)
    return [_sum(site, key, start, min(start + width - 1, last)) for start in starts]


def _sum(site: BridgedSite, key: Key, first: int, last: int) -> dict[str, int]:
    found = [thing for thing in site.live(key) if first <= thing.id <= last]
    total = sum(int(site.checksum(thing), 16) for thing in found)
    return {"from": first, "to": last, "count": len(found), "sum": total}


def _listed(site: BridgedSite, key: Key, first: int, last: int) -> list[dict[str, Any]]:
    lines = site.journal.get(key, {})
    live = {thing.id: thing for thing in site.live(key)}
    return [
        {
            "id": thing_id,
            "seq": lines[thing_id].seq if thing_id in lines else None,
            "checksum": site.checksum(live[thing_id]) if thing_id in live else None,
        }
        for thing_id in sorted({*lines, *live})
        if first <= thing_id <= last
    ]


def touch(site: BridgedSite, query: Query) -> list[dict[str, int]]:
    key = query.key(site)
    ids = query.values.get("ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= MOST_ROWS:
        raise RestError.invalid_param("ids", "rest_invalid_type")
    if not all(type(each) is int and 1 <= each < 2**63 for each in ids):
        raise RestError.invalid_param("ids", "rest_invalid_type")
    return [{"id": each, "seq": site.write(key, each)} for each in sorted(set(ids))]


def change_post(
    site: BridgedSite, post_id: int, body: Mapping[str, Any]
) -> dict[str, Any]:
    """Change title or status, unless somebody else wrote since; a repeat changes nothing."""
    post = site.find("post_type", post_id)
    if post is None or site.live_one(post.key, post_id) is None:
        raise RestError(404, "rest_post_invalid_id", "Invalid post ID.")
    if not site.plugin_connection_enabled or not site.two_way_sync_enabled:
        raise RestError(403, "restart_bridge_two_way_off", "Two-way sync is off.")
    line = site.journal.get(post.key, {}).get(post_id)
    if line and body.get("change") and line.origin == body["change"]:
        return site.row(post.key, line)
    if site.checksum(post) != body.get("expected"):
        row = {**site.delivered(post), "seq": line.seq if line else 0, "op": "put"}
        raise RestError(409, "restart_bridge_conflict", "It was changed.", row=row)
    _refuse_what_may_not(site, post, body)
    post.title = body.get("title", post.title)
    post.status = body.get("status", post.status)
    post.modified_at = _after(post.modified_at, site.now())
    seq = site.write(post.key, post_id, body["change"])
    return site.row(post.key, next(x for x in site.lines(post.key) if x.seq == seq))


def _refuse_what_may_not(
    site: BridgedSite, post: Thing, body: Mapping[str, Any]
) -> None:
    if not site.types[post.key].has_text or site.delivered(post)["title"] is None:
        raise RestError(403, "restart_bridge_without_text", "Its words are private.")
    if not isinstance(body.get("title", ""), str):
        raise RestError.invalid_param("title", "rest_invalid_type")
    if body.get("status", "draft") not in STATUSES_TO_SET:
        raise RestError.invalid_param("status", "rest_not_in_enum")


def _after(before: datetime | None, now: datetime) -> datetime:
    return max(now, before) if before else now
