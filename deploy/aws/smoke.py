"""
Whether a stage that was just deployed answers, and only with a key. It writes nothing.

`zappa deploy` would call the gateway without a key, and take its 403 for a good answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import boto3
import requests

from deploy.aws.stages import function_name, stage_settings

SECONDS = 30  # the gateway gives up after 29


def smoke(stage: str) -> None:
    settings = stage_settings(stage)
    name = function_name(stage, settings)
    url = os.environ.get("STAGE_URL") or _address(stage, name, settings["aws_region"])
    if not settings["api_key_required"]:
        _expect(url, "/health", {}, 200)
        return
    client = boto3.client("apigateway", region_name=settings["aws_region"])
    _expect(url, "/health", {}, 403)
    _expect(url, "/health", {"x-api-key": "nobody's"}, 403)
    for kind in ("server", "browser"):
        keys = client.get_api_keys(nameQuery=f"{name}-{kind}", includeValues=True)
        [value] = [k["value"] for k in keys["items"] if k["name"] == f"{name}-{kind}"]
        _expect(url, "/health", {"x-api-key": value}, 200)


def _address(stage: str, name: str, region: str) -> str:
    stack = boto3.client("cloudformation", region_name=region)
    detail = stack.describe_stack_resource(StackName=name, LogicalResourceId="Api")
    api = detail["StackResourceDetail"]["PhysicalResourceId"]
    return f"https://{api}.execute-api.{region}.amazonaws.com/{stage}"


def _expect(url: str, path: str, headers: Mapping[str, str], status: int) -> None:
    answer = requests.get(f"{url}{path}", headers=dict(headers), timeout=SECONDS)
    if answer.status_code != status:
        sys.exit(
            f"GET {path} answers {answer.status_code}, not {status}: {answer.text}"
        )
    sys.stdout.write(f"GET {path}: {status}, as it should be\n")


if __name__ == "__main__":
    for named in sys.argv[1:]:
        smoke(named)
