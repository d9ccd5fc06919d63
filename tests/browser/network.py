"""The same site at another address, in a network whose names and connections the tests decide."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.browser.hostile_shop import HostileShop, Secret
from tests.browser.site import Site
from wordpress.local.machine.ports import free_port
from wordpress.local.wordpress.php_runtime import PhpServer

# A name's answers, one for each time it is looked up, the last for ever; None is a silent name server.
Names = Mapping[str, list[list[str] | None]]

BEFORE_WORDPRESS = Path(__file__).parent / "php" / "network.php"
SETTINGS = f"""
max_execution_time = 5 ; seconds of work: waiting doesn't count
disable_functions = gethostbyname, gethostbynamel, dns_get_record
auto_prepend_file = {BEFORE_WORDPRESS}
"""


@dataclass
class Network:
    """`www.shop.example` is the shop.

    Every other name or address leads to the secret at its usual ports, whether it is inside or outside;
    `secret.url` is really inside.
    """

    url: str
    shop: HostileShop
    secret: Secret
    _lookups: Path

    def lookups(self) -> list[str]:
        """Return the names that were looked up since the last time."""
        names = self._lookups.read_text().splitlines()
        self._lookups.write_text("")
        return names


@contextlib.contextmanager
def network_around(site: Site, names: Names) -> Iterator[Network]:
    with contextlib.ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        shop, secret = HostileShop(), Secret()
        opened.callback(shop.stop)
        opened.callback(secret.stop)
        lookups, port = folder / "lookups", free_port()
        lookups.touch()
        (folder / "network.ini").write_text(SETTINGS)
        told = {
            "names": names,
            "lookups": str(lookups),
            "shop": shop.port,
            "secret": secret.port,
        }
        environment = {
            **site.wordpress.environment,
            "PHP_INI_SCAN_DIR": f":{folder}",  # Debian's own settings come first
            "RESTART_NETWORK": json.dumps(told),
            "WP_BLOCK_EXTERNAL": "",  # the plugin itself has to refuse
        }
        server = PhpServer(site.wordpress.state, port, environment)
        server.start()
        opened.callback(server.program.stop)
        yield Network(f"http://127.0.0.1:{port}", shop, secret, lookups)
