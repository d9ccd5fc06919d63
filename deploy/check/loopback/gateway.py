"""API Gateway (REST, v1): asks for a key as AWS documents it, and turns requests into events."""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from deploy.check.loopback.functions import Functions
from deploy.check.loopback.moto_client import Moto, Reply
from deploy.check.places import ACCOUNT, REGION

CLIENT = "203.0.113.7"
JSON = ("Content-Type", "application/json")
FORBIDDEN = Reply(403, [JSON], b'{"message":"Forbidden"}')
BROKEN = Reply(502, [JSON], b'{"message": "Internal server error"}')


class Request(NamedTuple):
    """A request to `/<API's name>/<stage>/<rest>`."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def place(self) -> tuple[str, str, str]:
        _, name, stage, rest = (*urlsplit(self.target).path.split("/", 3), "")[:4]
        return name, stage, rest


class Gateway:
    def __init__(self, moto: Moto, functions: Functions) -> None:
        self.moto, self.functions = moto, functions

    def answer(self, request: Request) -> Reply:
        name, stage, rest = request.place
        api = [a["id"] for a in self.moto.items("/restapis") if a["name"] == name][-1]
        if self._wants_key(api, rest) and not self._may_call(api, stage, request):
            return FORBIDDEN
        answer = self.functions[name].invoke(
            json.dumps(event_for(request, api)).encode()
        )
        return BROKEN if answer.failed else response_from(answer.payload)

    def _wants_key(self, api: str, rest: str) -> bool:
        resources = self.moto.items(f"/restapis/{api}/resources")
        path = "/{proxy+}" if rest else "/"
        [resource] = [r["id"] for r in resources if r["path"] == path]
        method = f"/restapis/{api}/resources/{resource}/methods/ANY"
        return bool(json.loads(self.moto.get("apigateway", method))["apiKeyRequired"])

    def _may_call(self, api: str, stage: str, request: Request) -> bool:
        """A key counts only where a usage plan covers this stage, and holds the key."""
        key = request.headers.get("x-api-key")
        plans = [
            plan["id"]
            for plan in self.moto.items("/usageplans")
            for covered in plan.get("apiStages") or []
            if covered["apiId"] == api and covered["stage"] == stage
        ]
        keys = [
            k for plan in plans for k in self.moto.items(f"/usageplans/{plan}/keys")
        ]
        return key is not None and key in [known.get("value") for known in keys]


def event_for(request: Request, api: str) -> dict[str, Any]:
    _, stage, rest = request.place
    host = f"{api}.execute-api.{REGION}.amazonaws.com"
    headers = {
        **{k: v for k, v in request.headers.items() if k.lower() not in ("host",)},
        "Host": host,
        "X-Forwarded-For": CLIENT,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Port": "443",
    }
    query = parse_qs(urlsplit(request.target).query, keep_blank_values=True) or None
    return {
        "resource": "/{proxy+}" if rest else "/",
        "path": f"/{unquote(rest)}",
        "httpMethod": request.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": query and {k: v[-1] for k, v in query.items()},
        "multiValueQueryStringParameters": query,
        "pathParameters": {"proxy": rest} if rest else None,
        "stageVariables": None,
        "requestContext": {
            "path": f"/{stage}/{rest}",
            "stage": stage,
            "accountId": ACCOUNT,
            "apiId": api,
            "domainName": host,
            "httpMethod": request.method,
            "protocol": "HTTP/1.1",
            "requestId": str(uuid.uuid4()),
            "requestTimeEpoch": int(time.time() * 1000),
            "identity": {"sourceIp": CLIENT, "userArn": None},
        },
        # Its binary types are */*: every body comes encoded.
        "body": base64.b64encode(request.body).decode() if request.body else None,
        "isBase64Encoded": bool(request.body),
    }


def response_from(payload: bytes) -> Reply:
    said = json.loads(payload)
    if not isinstance(said, dict) or "statusCode" not in said:
        return BROKEN
    several = said.get("multiValueHeaders") or {}
    headers = [(name, value) for name, values in several.items() for value in values]
    known = {name.lower() for name in several}
    alone = (said.get("headers") or {}).items()
    headers += [(name, value) for name, value in alone if name.lower() not in known]
    body = (said.get("body") or "").encode()
    return Reply(
        said["statusCode"],
        headers,
        base64.b64decode(body) if said.get("isBase64Encoded") else body,
    )
