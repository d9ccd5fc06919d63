"""A connected site on a socket, a database file, and the programs that work on both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.test import override_settings
from django.utils import timezone

from integrations.api_keys import find_live
from integrations.bridge import client_for
from integrations.callers import SiteCaller
from integrations.connecting import structure
from integrations.connecting.adding import add_site
from integrations.connecting.connection import connect
from integrations.models import SiteIntegration
from tests.bridge import FakeBridge
from tests.databases import Database
from tests.integrations.connected import introduction
from wordpress.local.folders import PROJECT
from wordpress.local.machine.processes import Program

COMPARE = PROJECT / "tests/integrations/chaos/compare.py"
END_LEASES = (
    "UPDATE integrations_site_integrations SET leased_until = ? WHERE lease IS NOT NULL"
)
EMAIL = "ada@shop.example.test"


def connected(bridge: FakeBridge, name: str = "Shop") -> SiteIntegration:
    """Connect a site that is served, and learn its structure."""
    with override_settings(INTEGRATIONS_PRIVATE_HOSTS=[host_of(bridge.url)]):
        client_for.cache_clear()
        site, key = add_site(bridge.url, name=name, email=EMAIL, owner_id=1)
        found = find_live(key)
        assert found
        connect(SiteCaller(found), introduction(bridge, email=EMAIL))
        integration = SiteIntegration.objects.select_related("site").get(site=site)
        structure.fetch(integration)
    client_for.cache_clear()
    integration.refresh_from_db()
    return integration


def host_of(url: str) -> str:
    return urlsplit(url).netloc


def environment(database: Database, *urls: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database.url,
        "INTEGRATIONS_PRIVATE_HOSTS": ",".join(map(host_of, urls)),
        "WP_CONNECT_TIMEOUT": "0.5",
        "WP_READ_TIMEOUT": "0.5",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def worker(folder: Path, site: int, env: dict[str, str]) -> Program:
    """Start a process that follows one site again and again."""
    return Program(
        "worker",
        [sys.executable, "-m", "tests.integrations.chaos.worker", str(site)],
        mark=folder,
        log=folder / "workers.log",
        environment=env,
        folder=PROJECT,
    )


def manage(folder: Path, env: dict[str, str], *arguments: str) -> Program:
    """Start a command of manage.py."""
    return Program(
        arguments[0],
        [sys.executable, "manage.py", *arguments],
        mark=folder,
        log=folder / "commands.log",
        environment=env,
        folder=PROJECT,
    )


def end_leases_by_time(database: Database) -> None:
    """Let a minute pass for whoever holds a lease and doesn't renew it."""
    database.query(END_LEASES, a_second_ago(database))


def a_second_ago(database: Database) -> str:
    """Return it as Django writes it."""
    past = timezone.now() - timedelta(seconds=1)
    return str(past.replace(tzinfo=None) if database.is_sqlite else past)


def differences(
    database: Database, integration: SiteIntegration, bridge: FakeBridge, folder: Path
) -> str:
    """Let a script that knows nothing of our code compare both, row by row."""
    site = bridge.site
    rows: dict[str, Any] = {
        f"{kind}/{slug}": [site.delivered(one) for one in site.live((kind, slug))]
        for kind, slug in site.types
    }
    file = folder / "site.json"
    file.write_text(json.dumps({"integration": integration.pk, "rows": rows}))
    command = [sys.executable, str(COMPARE), database.url, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout
