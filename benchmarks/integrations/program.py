"""
What is measured in a process of its own: `python -m benchmarks.integrations.program VERB …`.

It prints one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "restart_registry.settings")
django.setup()

from integrations.api_keys import find_live  # noqa: E402  # they need the settings
from integrations.bridge import client_for  # noqa: E402
from integrations.callers import SiteCaller  # noqa: E402
from integrations.connecting import structure  # noqa: E402
from integrations.connecting.adding import add_site  # noqa: E402
from integrations.connecting.connection import connect as connect_site  # noqa: E402
from integrations.following.auditing.audit_content import audit as audit_site  # noqa: E402
from integrations.following.changes import Applied  # noqa: E402
from integrations.following.sync_content import run  # noqa: E402
from integrations.models import SiteIntegration, SyncJob  # noqa: E402

EMAIL = "desk@example.test"


def connect(url: str, username: str, password: str) -> dict[str, int]:
    """Connect a site that isn't there yet."""
    site, key = add_site(url, name="Shop", email=EMAIL, owner_id=None)
    caller = find_live(key)
    assert caller  # noqa: S101  # it was made a moment ago
    body = {"site_url": url, "email": EMAIL, "username": username}
    versions = {"bridge_version": "1.0.0", "wordpress_version": "6.8"}
    connect_site(
        SiteCaller(caller), {**body, "application_password": password, **versions}
    )
    structure.fetch(_integration(site.pk))
    return {"site": site.pk}


def follow(site: str) -> dict[str, Any]:
    """Read all of it."""
    pages, began = [], time.perf_counter()
    before = began

    def count(applied: Applied) -> None:
        nonlocal before
        now = time.perf_counter()
        if applied.page.changes:
            pages.append(now - before)
        before = now

    run(_integration(int(site)), until_head=True, on_page=count)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "pages": pages, "megabytes": _most_megabytes()}


def idle(site: str, times: str) -> dict[str, float]:
    """Pass over a site where nothing is new."""
    took = []
    for _ in range(int(times)):
        integration = _integration(int(site))
        began = time.perf_counter()
        run(integration)
        took.append(time.perf_counter() - began)
    return {"milliseconds": statistics.median(took) * 1000}


def audit(site: str) -> dict[str, float]:
    integration, requests = _integration(int(site)), []
    client = client_for(integration.site.url)
    client.session.hooks["response"].append(lambda *_, **__: requests.append(1))
    began = time.perf_counter()
    job = audit_site(integration, fix=True)
    seconds = time.perf_counter() - began
    found = SyncJob.objects.get(pk=job.pk if job else 0)
    drift = found.missing_here + found.missing_there + found.different
    return {"milliseconds": seconds * 1000, "requests": len(requests), "drift": drift}


def _most_megabytes() -> float:
    """Return the most that was resident: getrusage() counts what our parent had, too."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def _integration(site: int) -> SiteIntegration:
    return SiteIntegration.objects.select_related("site").get(site=site)


VERBS: dict[str, Callable[..., Any]] = {
    "connect": connect,
    "follow": follow,
    "idle": idle,
    "audit": audit,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:])))
