"""Plain HTTP to moto, past boto3: moto looks at neither signature nor rights."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from deploy.check.places import REGION, SECONDS


class Reply(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Moto:
    def __init__(self, port: int) -> None:
        self.port = port

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body=body, headers=dict(headers))
            answer = connection.getresponse()
            return Reply(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def get(self, service: str, path: str) -> bytes:
        scope = f"testing/20260101/{REGION}/{service}/aws4_request"
        signed = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=x"
        return self.send("GET", path, {"Authorization": signed}).body

    def items(self, path: str) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = json.loads(self.get("apigateway", path))["item"]
        return listed
