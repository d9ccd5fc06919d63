"""Writes `.local/demo.json` for programs; the file exists only while all it names is ready."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict

from wordpress.local.accounts import Account
from wordpress.local.folders import LOCAL
from wordpress.local.machine.files import write_secret

DEMO_FILE = LOCAL / "demo.json"


def write_demo_file(
    api_url: str,
    wordpress_url: str,
    cast: Mapping[str, Account],
    registries: Mapping[str, int],
    open_things: contextlib.ExitStack,
) -> None:
    demo = {
        "api_url": api_url,
        "wordpress_url": wordpress_url,
        "accounts": {name: asdict(account) for name, account in cast.items()},
        "registries": registries,
    }
    open_things.callback(DEMO_FILE.unlink, missing_ok=True)
    write_secret(DEMO_FILE, json.dumps(demo, indent=2) + "\n")
