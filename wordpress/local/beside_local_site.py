"""Without WP_BASE_URL: a WordPress of our own, the API beside it, and a demo in both."""

from __future__ import annotations

import contextlib
import os

from wordpress.local.accounts import Account
from wordpress.local.api import LocalApi
from wordpress.local.demo.composer_repository import (
    composer_repository_settings,
    make_composer_repository,
)
from wordpress.local.demo.demo_file import write_demo_file
from wordpress.local.demo.newcomer_settings import newcomer_settings, sqlite_url
from wordpress.local.demo.registries import make_demo, permalinks
from wordpress.local.demo.welcome import welcome
from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.machine import http
from wordpress.local.machine.env_file import EnvFile
from wordpress.local.machine.ports import port_from_environment
from wordpress.local.progress import step
from wordpress.local.wordpress.site import LocalWordPress

SERVICE_USER = "restart-api"


def beside_local_site(
    env: EnvFile, open_things: contextlib.ExitStack
) -> list[LocalApi | LocalWordPress]:
    api = LocalApi({})
    wordpress = LocalWordPress(
        LOCAL / "wordpress", wordpress_port(api), mail=LOCAL / "mail"
    )
    wordpress.start()
    open_things.callback(wordpress.stop)
    tell_each_other(api, wordpress, env)
    api.prepare()
    make_composer_repository(api)
    step("Checking what the API needs of WordPress")
    api.check_wordpress()
    api.start(open_things)
    step("Making Ada's registries through the API")
    cast = wordpress.accounts
    registries = make_demo(api, cast["ada"], cast["bob"])
    write_demo_file(api.url, wordpress.url, cast, registries, open_things)
    pages = permalinks(api, cast["ada"], registries)
    welcome(api.url, wordpress.url, cast, registries, pages)
    return [api, wordpress]


def wordpress_port(api: LocalApi) -> int:
    port = port_from_environment("WP_PORT", 8080)
    if port == api.port:
        raise LocalError(
            f"API_PORT and WP_PORT are both {port}: choose two different ports."
        )
    return port


def tell_each_other(api: LocalApi, wordpress: LocalWordPress, env: EnvFile) -> None:
    """Write the site's address and its service account into `.env`, and tell the site of the API."""
    service = service_account(wordpress, env)
    site = {
        "WP_BASE_URL": wordpress.url,
        "WP_BASIC_AUTH_USER": service.username,
        "WP_BASIC_AUTH_PASSWORD": service.application_password,
    }
    database = {"DATABASE_URL": sqlite_url(LOCAL / "db.sqlite3")}
    packages = composer_repository_settings(api.url)
    env.complete({**newcomer_settings(env), **database, **packages, **site})
    api.environment.update({**packages, **site})
    api.environment["NO_PROXY"] = f"127.0.0.1,{os.environ.get('NO_PROXY', '')}"
    wordpress.use_api(api.url, service)


def service_account(wordpress: LocalWordPress, env: EnvFile) -> Account:
    """Use the password in `.env` as long as it works: it is kept nowhere else."""
    password = env.get("WP_BASIC_AUTH_PASSWORD")
    account = Account(0, SERVICE_USER, "", "", password)
    answer = http.request("GET", f"{wordpress.url}/wp-json/wp/v2/users/me", account)
    if answer is not None and answer.ok:
        return account
    return wordpress.new_service_account()
