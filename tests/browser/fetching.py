"""How Ada has pages fetched, in a network where names lead to all places that nobody may reach."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import requests

from tests.browser.ajax import Caller
from tests.browser.network import Names, Network
from tests.real.plugin.visitors import at_once

SHOP = "http://www.shop.example"
OUTSIDE, OTHER_OUTSIDE = "93.184.216.34", "2606:2800:220:1::1"
INSIDE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.31.0.1"),  # noqa: S104 -- asked for, not listened on
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
    *("192.0.0.192", "198.18.0.1", "203.0.113.1", "224.0.0.1", "255.255.255.255"),
    *("::1", "::", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2001::1", "fc00::1", "fd00:ec2::254"),
    *("fe80::1", "ff02::1", "2001:db8::1"),
]
NAMES: Names = {
    "www.shop.example": [[OUTSIDE]],
    "other.example": [[OUTSIDE, OTHER_OUTSIDE]],
    "pinned.example": [["127.0.0.1"]],
    **{
        f"inside-{number}.example": [[address]] for number, address in enumerate(INSIDE)
    },
    "both.example": [[OUTSIDE, "127.0.0.1"]],
    "both-kinds.example": [[OUTSIDE, "::1"]],
    "hosts-file.example": [[], [], ["127.0.0.1"]],
    "turns-at-once.example": [[OUTSIDE], [OUTSIDE, "::1"]],
    "turns-later.example": [[OUTSIDE], [OUTSIDE], ["127.0.0.1"]],
    "turns-back.example": [["127.0.0.1"], [OUTSIDE]],
    "silent.example": [None, [OUTSIDE]],
    "half-silent.example": [[OUTSIDE], None, [OUTSIDE]],
}


class Fetching:
    """Fetch as Ada. `wrong` is empty if nothing inside was reached and she was told what to do instead."""

    def __init__(self, ada: Caller, network: Network) -> None:
        self._ada, self._network = ada.at(network.url), network
        self._heard = network.secret.connections
        self._nonce = self._ada.nonce()

    def __call__(self, address: str) -> requests.Response:
        return self._ada.calls(
            "restart_registry_fetch_url", nonce=self._nonce, url=address
        )

    def side_by_side(self, addresses: list[str]) -> dict[str, requests.Response]:
        """Make each request use a worker of its own: a worker from whom the shop hears is busy and takes no other."""
        paths = self._network.shop.paths
        with ThreadPoolExecutor(len(addresses)) as pool:
            answers = {}
            for address in addresses:
                before = len(paths)
                answers[address] = pool.submit(self, address)
                while len(paths) == before:
                    time.sleep(0.01)
        return {address: answer.result() for address, answer in answers.items()}

    def wrong(self, code: str, addresses: Iterable[str]) -> dict[str, str]:
        return self.wrong_in(code, at_once(self, addresses))

    def wrong_in(
        self, code: str, answers: Mapping[str, requests.Response]
    ) -> dict[str, str]:
        assert self._network.secret.connections == self._heard, "reached"
        return {
            address: answer.text
            for address, answer in answers.items()
            if not refused(code, answer)
        }


def refused(code: str, answer: requests.Response) -> bool:
    if answer.status_code != 422:
        return False
    data = answer.json()["data"]
    return data["code"] == code and "type name and price yourself" in data["message"]
