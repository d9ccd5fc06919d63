"""Our API beside the shop, with a database of its own, as tests look into it."""

from __future__ import annotations

from typing import Any

from tests.gunicorn import Gunicorn
from tests.real_bridge.browser.shop import Shop

EMAIL = "desk@example.test"
LIVE = """
    SELECT types.slug, COUNT(*) FROM integrations_content_items items
    JOIN integrations_synced_types types ON types.id = items.type_id
    WHERE items.deleted_at IS NULL GROUP BY types.slug"""
EVENTS = """
    SELECT event_type, action FROM integrations_sync_events
    WHERE event_type NOT IN ('key') ORDER BY id"""


class Backend(Gunicorn):
    """`other_address` is one that it may call, too."""

    def __init__(self, shop: Shop, other_port: int = 0) -> None:
        self.shop, self.other_address = shop, f"http://127.0.0.1:{other_port}"
        service = shop.accounts["service"]
        super().__init__(
            {
                "WP_BASE_URL": shop.url,
                "WP_READ_TIMEOUT": "8",
                "WP_BASIC_AUTH_USER": service.username,
                "WP_BASIC_AUTH_PASSWORD": service.application_password,
                "INTEGRATIONS_PRIVATE_HOSTS": f"127.0.0.1:{shop.local.port},127.0.0.1:{other_port}",
                "NO_PROXY": "127.0.0.1",
                "GUNICORN_CMD_ARGS": "--access-logfile=- --access-logformat='call %(m)s %(U)s'",
            }
        )

    def add_site(self, url: str = "", email: str = EMAIL) -> str:
        """Return the key of a new site, which is the shop unless it has another address."""
        arguments = (url or self.shop.url, "--name", "Shop", "--email", email)
        added = self.manage("add_site", *arguments)
        assert added.returncode == 0, added.stderr
        return added.stdout.strip()

    def live(self) -> dict[str, int]:
        """Count what is here of each type, by SQL."""
        return dict(self.database.query(LIVE))

    def events(self) -> list[str]:
        """Return what happened, the oldest first, but for keys."""
        return [f"{type_} {action}" for type_, action in self.database.query(EVENTS)]

    def integration(self, *columns: str) -> tuple[Any, ...]:
        [row] = self.database.query(
            f"SELECT {', '.join(columns)} FROM integrations_site_integrations"  # noqa: S608  # names of columns
        )
        return row

    def set(self, **columns: Any) -> None:
        """Change the integration past the API."""
        names = ", ".join(f"{name} = ?" for name in columns)
        self.database.query(
            f"UPDATE integrations_site_integrations SET {names}",  # noqa: S608  # names of columns
            *columns.values(),
        )

    def calls(self, call: str) -> int:
        """Return how often something was asked, like "POST /health"."""
        return self.log().count(f"call {call}\n")
