"""Events of each kind, handed to the functions themselves."""

from __future__ import annotations

import json
from typing import Any

import boto3

from deploy.check.loopback.functions import Function
from deploy.check.loopback.gateway import Request, event_for
from deploy.check.places import ACCOUNT, REGION

HOST = f"abc123.execute-api.{REGION}.amazonaws.com"


def check_requests(function: Function, stage: str) -> str:
    health = Request("GET", f"/api/{stage}/health", {}, b"")
    v1 = event_for(health, "abc123")
    for event in (v1, _v2("/health", stage), _v2(f"/{stage}/health", stage)):
        answer = json.loads(function.invoke(json.dumps(event).encode()).payload)
        assert answer["statusCode"] == 200, answer
    # Somebody else's host: Django refuses it, and doesn't break.
    elsewhere = _v2("/health", stage, host="attacker.example")
    refused = json.loads(function.invoke(json.dumps(elsewhere).encode()).payload)
    assert refused["statusCode"] == 400, refused
    return "REST (v1) and HTTP (v2) with and without the stage: 200; another host: 400"


def _v2(path: str, stage: str, host: str = HOST) -> dict[str, Any]:
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": host, "x-forwarded-proto": "https"},
        "requestContext": {
            "stage": stage,
            "domainName": host,
            "http": {"method": "GET", "path": path, "sourceIp": "203.0.113.7"},
        },
        "isBase64Encoded": False,
    }


def check_schedules(function: Function, jobs: list[str]) -> str:
    """Each rule that Zappa made starts its job, and the job says that it succeeded."""
    rules = {
        rule["Name"]: rule for rule in boto3.client("events").list_rules()["Rules"]
    }
    for job in jobs:
        [name] = [rule for rule in rules if rule.endswith(f"-{job}")]
        answer = function.invoke(scheduled(name))
        assert not answer.failed, (job, answer.payload, answer.log.decode())
    assert len(rules) == len(jobs) + 1, sorted(rules)  # one keeps the API warm
    return f"{len(jobs)} rules, each of which does its job"


def check_a_failing_schedule(function: Function, job: str) -> str:
    """The caller sees to it that the job can't succeed."""
    answer = function.invoke(scheduled(f"restart-registry-ops-{job}"))
    name = job.rpartition(".")[2]
    assert answer.failed, answer
    assert f"the scheduled job {name} failed" in answer.log.decode(), answer.log
    return "counts as an error of the function, and its log says why"


def scheduled(rule: str) -> bytes:
    event = {
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": "2026-01-01T00:00:00Z",
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{rule}"],
        "detail": {},
        "kwargs": {},
    }
    return json.dumps(event).encode()
