"""
Where a name leads and which address is called, without a network.

The resolver and the sockets are Python's own; names and public addresses are ours.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

import pytest

PUBLIC = "93.184.215.14"
PUBLIC_IPV6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


@dataclass
class Network:
    """
    `names` says where names lead: to a list for each time that it is asked, the last one
    for all others. `servers` says which port of this machine stands for an address.
    """

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    servers: dict[str, int] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    def resolve(self, host: str) -> list[str] | None:
        answers = self.names.get(host)
        if answers is None:
            return None
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def call(self, address: str) -> tuple[str, int]:
        self.called.append(address)
        if address not in self.servers:
            raise ConnectionRefusedError
        return "127.0.0.1", self.servers[address]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    known = Network()
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        addresses = known.resolve(host)
        if addresses is None:
            return look_up(host, port, *args, **kwargs)
        return [_info(address, port) for address in addresses]

    def connect_there(self: socket.socket, address: Any) -> None:
        connect(self, known.call(address[0]))

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect_there)
    yield known


def _info(address: str, port: int) -> Any:
    if ip_address(address).version == 4:
        return socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)
    return socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0)
