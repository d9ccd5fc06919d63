"""A call as API Gateway (REST API, version 1) hands it to Lambda."""

from __future__ import annotations

import base64
from typing import Any

from benchmarks.api.calls import Call

CONTEXT = {
    "accountId": "123456789012",
    "apiId": "bench",
    "httpMethod": "GET",
    "identity": {"sourceIp": "192.0.2.1", "userAgent": "bench"},
    "requestId": "bench",
    "resourcePath": "/{proxy+}",
    "stage": "production",
}


def event_of(call: Call) -> dict[str, Any]:
    headers = {**call.headers, "X-Forwarded-Proto": "https"}
    return {
        "resource": "/{proxy+}",
        "path": call.path,
        "httpMethod": call.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": call.query or None,
        "multiValueQueryStringParameters": {
            name: [value] for name, value in call.query.items()
        }
        or None,
        "pathParameters": {"proxy": call.path.strip("/")},
        "stageVariables": None,
        "requestContext": {**CONTEXT, "path": f"/production{call.path}"},
        "body": call.text or None,
        "isBase64Encoded": False,
    }


def body_of(response: dict[str, Any]) -> bytes:
    body = str(response.get("body") or "")
    if response.get("isBase64Encoded"):
        return base64.b64decode(body)
    return body.encode()
