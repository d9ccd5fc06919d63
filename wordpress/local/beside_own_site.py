"""With WP_BASE_URL: the API beside a WordPress of the user's own, on which nothing is made."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from wordpress.local.api import LocalApi
from wordpress.local.demo.newcomer_settings import (
    has_own_database,
    newcomer_settings,
    sqlite_url,
)
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.machine.env_file import EnvFile
from wordpress.local.progress import say, step


def beside_own_site(
    url: str, env: EnvFile, open_things: contextlib.ExitStack
) -> list[LocalApi]:
    say(f"WP_BASE_URL is {url}: nothing is made there; only the API runs here.")
    settings = newcomer_settings(env)
    environment = {"WP_BASE_URL": url, **without_local_account(env)}
    if not has_own_database(env):
        environment["DATABASE_URL"] = sqlite_url(database_of(url))
        # Items belong to the registries of one site: the local site's stay apart.
        if not env.get("DATABASE_URL"):
            settings["DATABASE_URL"] = environment["DATABASE_URL"]
    env.complete(settings)
    api = LocalApi(environment)
    api.prepare()
    check(api)
    api.start(open_things)
    step(f"Ready: {api.url} speaks for {url}. Ctrl-C stops it.")
    return [api]


def without_local_account(env: EnvFile) -> dict[str, str]:
    """Leave out the local site's service account, which `.env` may still have: it isn't for this site."""
    names = ["WP_BASIC_AUTH_USER", "WP_BASIC_AUTH_PASSWORD"]
    return {
        name: os.environ.get(name, "")
        for name in names
        if env.is_ours(name, env.get(name))
    }


def database_of(url: str) -> Path:
    return LOCAL / f"items-of-{re.sub('[^a-z0-9]+', '-', url.lower())}.sqlite3"


def check(api: LocalApi) -> None:
    """Say what is missing. A site that isn't ready yet is no reason not to start: the API copes with it."""
    try:
        say(api.check_wordpress())
    except LocalError as error:
        say(str(error))
