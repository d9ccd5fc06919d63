"""
A real WordPress with the bridge: figures are multiples of what its own `users/me` takes
in the same run, so that they mean something on another machine.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import requests

from benchmarks import servers
from benchmarks.integrations.fake_site import POSTS, private
from benchmarks.integrations.measuring import at_most, program
from benchmarks.results import Row
from benchmarks.setting import Setting
from tests.real.wordpress import RealWordPress
from tests.real_bridge.journal.objects import make_many_posts
from tests.real_bridge.site import POST, BridgeSite, Dashboard
from tests.sites import new_site
from wordpress.local.folders import PROJECT

TABLE = "connected sites (a real WordPress)"
TIMES = "× users/me"
SECONDS = 90
SUITE = "trixie"
MILLISECONDS = re.compile(r"\(([\d,]+) ms\)")
DIFFERENT = """
    global $wpdb;
    $wpdb->query( "UPDATE $wpdb->posts SET post_title = 'By SQL' WHERE post_type = 'post' ORDER BY ID LIMIT 1" );
    $wpdb->query( "DELETE FROM $wpdb->posts WHERE post_type = 'post' ORDER BY ID DESC LIMIT 1" );
    $wpdb->query( "UPDATE $wpdb->posts SET post_status = 'draft' WHERE post_type = 'post' AND ID % 7777 = 0 LIMIT 1" );"""


def measure(setting: Setting) -> Iterator[Row]:
    with _site() as site:
        me = Base(site)
        environment = private(setting, site.url)
        with servers.ours(setting.folder, environment) as api:
            key = _key(site, environment)
            eve = Dashboard(site, site.account_id("eve"))
            took = [_connect(eve, api, key) for _ in range(4)][1:]
            median = statistics.median(took)
            yield _of(me, "Connect pressed, to the page", median, 15)
            shown = _shown(eve.presses("Sync structure now").text)
            name = "the bridge gathers and posts a structure"
            yield _of(me, name, shown, 2.3)
            yield from _content(setting, site, environment, me)
            yield from _api(api, key, site.url, me)


class Base:
    """What `users/me` takes at this moment: the machine may be busy with other things."""

    def __init__(self, site: BridgeSite) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Authorization"] = site.accounts["eve"].authorization
        self.url = f"{site.url}/wp-json/wp/v2/users/me"

    def milliseconds(self) -> float:
        return _median(15, self.ask)

    def ask(self) -> None:
        self.session.get(self.url, timeout=SECONDS).raise_for_status()


@contextmanager
def _site() -> Iterator[BridgeSite]:
    local = new_site(SUITE)
    try:
        site = BridgeSite(RealWordPress(local))
        yield site
        site.shell.close()
    finally:
        local.stop()
        shutil.rmtree(local.state, ignore_errors=True)


def _of(me: Base, name: str, milliseconds: float, most: float) -> Row:
    return at_most(TABLE, name, milliseconds / me.milliseconds(), most, TIMES)


def _median(times: int, call: Callable[[], Any]) -> float:
    """Return milliseconds; what is made at first use doesn't count."""
    call()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000


def _key(site: BridgeSite, environment: Mapping[str, str]) -> str:
    names = ["--name", "Shop", "--email", "desk@example.test"]
    done = subprocess.run(
        [sys.executable, "manage.py", "add_site", site.url, *names],
        cwd=PROJECT,
        env={**environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _connect(eve: Dashboard, api: str, key: str) -> float:
    form = eve.settings().form("Connect")
    typed = {"url": api, "email": "desk@example.test", "api_key": key}
    fields = {**form.fields, **dict([form.buttons["Connect"]]), **typed}
    began = time.perf_counter()
    eve.send("POST", POST, {name: value for name, value in fields.items() if value})
    page = eve.settings()
    took = (time.perf_counter() - began) * 1000
    if "✗" in page.text:
        raise RuntimeError(page.text)
    return took


def _shown(text: str) -> float:
    """Return the milliseconds of all steps on the page."""
    return sum(float(found.replace(",", "")) for found in MILLISECONDS.findall(text))


def _content(
    setting: Setting, site: BridgeSite, environment: Mapping[str, str], me: Base
) -> Iterator[Row]:
    number = POSTS // 5 if setting.is_quick else POSTS
    make_many_posts(site.shell, number)
    took = program(environment, "follow", 1)["seconds"]
    most = SECONDS * number / POSTS
    yield at_most(TABLE, f"{number:,} posts to head", took, most, "s")
    passed = program(environment, "idle", 1, 20)["milliseconds"]
    yield _of(me, "an idle pass", passed, 2)
    site.shell.run(DIFFERENT)
    found = program(environment, "audit", 1)
    errors = int(found["drift"] != 3)
    name = f"audit of {number:,} posts, 3 differences"
    yield _of(me, name, found["milliseconds"], 150)
    yield at_most(TABLE, f"{name}: calls", found["requests"], 20, "", errors=errors)


def _api(api: str, key: str, url: str, me: Base) -> Iterator[Row]:
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key}"
    one = f"{api}/integration/integrations/1"

    def push() -> None:
        body = _structure(url)
        began = time.perf_counter()
        session.post(
            f"{one}/update-structure", json=body, timeout=SECONDS
        ).raise_for_status()
        took.append((time.perf_counter() - began) * 1000)

    def show() -> None:
        session.get(f"{one}/content-types", timeout=SECONDS).raise_for_status()

    took: list[float] = []
    yield _of(me, "GET content-types", _median(30, show), 0.8)
    for _ in range(20):
        push()
    name = "POST update-structure, 20 types, all changed"
    yield _of(me, name, statistics.median(took), 1)


def _structure(url: str) -> dict[str, Any]:
    """Return one in which each label is another one than before."""
    now = datetime.now(UTC)
    types = {
        f"type{number}": {"label": f"Type {now.timestamp()}", "count": number}
        for number in range(20)
    }
    return {
        "post_types": types,
        "taxonomies": {},
        "plugin_connection_enabled": True,
        "two_way_sync_enabled": False,
        "timestamp": now.isoformat(),
        "site_url": url,
    }
