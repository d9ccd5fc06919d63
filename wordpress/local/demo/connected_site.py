"""The local WordPress as a site that may connect: its bridge is active, its key is made."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Protocol

from wordpress.local.errors import LocalError
from wordpress.local.folders import LOCAL
from wordpress.local.machine import http
from wordpress.local.machine.env_file import EnvFile
from wordpress.local.machine.files import write_secret
from wordpress.local.progress import say, step
from wordpress.local.wordpress.site import LocalWordPress

FILE = LOCAL / "bridge.json"
PAGE = "/wp-admin/options-general.php?page=restart-bridge"


class Api(Protocol):
    url: str

    def manage(self, *arguments: str) -> str:
        """Run manage.py, and return what it prints."""


@dataclass(frozen=True)
class _Bearer:
    authorization: str


@dataclass(frozen=True)
class ConnectedSite:
    """What the bridge's settings page asks for."""

    page: str
    address: str
    email: str
    key: str


def connected_site_settings(env: EnvFile, port: int) -> dict[str, str]:
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return {
        "CREDENTIAL_KEYS": env.get("CREDENTIAL_KEYS") or key,
        "INTEGRATIONS_PRIVATE_HOSTS": f"127.0.0.1:{port}",
    }


def make_connected_site(
    api: Api, wordpress: LocalWordPress, email: str
) -> ConnectedSite:
    """Return the key of the last time as long as it counts: it is kept nowhere else."""
    step("Letting WordPress connect to the API")
    wordpress.activate_bridge()
    known = _known()
    counts = known and known.address == api.url and _counts(api.url, known.key)
    site = known if known and counts else _new(api, wordpress.url, email)
    write_secret(FILE, json.dumps(asdict(site)))
    return site


def _known() -> ConnectedSite | None:
    if not FILE.exists():
        return None
    return ConnectedSite(**json.loads(FILE.read_text()))


def _counts(api_url: str, key: str) -> bool:
    """A key that counts may not list integrations, which is 403; another one is nobody's."""
    url = f"{api_url}/integration/integrations"
    answer = http.request("GET", url, _Bearer(f"Bearer {key}"))
    return answer is not None and answer.status_code == 403


def _new(api: Api, url: str, email: str) -> ConnectedSite:
    page, arguments = url + PAGE, ("--name", "Local WordPress", "--email", email)
    try:
        key = api.manage("add_site", url, *arguments).split()[-1]
    except LocalError:
        say("The site is known already: make it a new key in the Django admin.")
        key = ""
    return ConnectedSite(page, api.url, email, key)
