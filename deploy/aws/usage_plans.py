"""
Makes the two keys of a stage, with a usage plan each; what is there already stays.

Zappa makes a key and no plan, so that each call with it is a 403. These keys have names of
their own and outlive the gateway: after `zappa undeploy` and `deploy` run this again.
"""

from __future__ import annotations

import sys
from typing import Any

import boto3

from deploy.aws.stages import function_name, stage_settings

PLANS: dict[str, dict[str, Any]] = {
    # WordPress and what else runs on servers of yours. No quota: a busy day is no reason
    # to show nobody any gifts.
    "server": {"throttle": {"rateLimit": 50.0, "burstLimit": 100}},
    # Anyone can read it in a page, so it can't do more harm than this.
    "browser": {
        "throttle": {"rateLimit": 5.0, "burstLimit": 20},
        "quota": {"limit": 20_000, "period": "DAY"},
    },
}


def make_plans(stage: str) -> None:
    settings = stage_settings(stage)
    name = function_name(stage, settings)
    client = boto3.client("apigateway", region_name=settings["aws_region"])
    stack = boto3.client("cloudformation", region_name=settings["aws_region"])
    detail = stack.describe_stack_resource(StackName=name, LogicalResourceId="Api")
    api = detail["StackResourceDetail"]["PhysicalResourceId"]
    for kind, limits in PLANS.items():
        key = _key(client, f"{name}-{kind}")
        plan = _plan(client, f"{name}-{kind}", limits, api, stage)
        listed = client.get_usage_plan_keys(usagePlanId=plan["id"], limit=500)["items"]
        if key["id"] not in [known["id"] for known in listed]:
            client.create_usage_plan_key(
                usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY"
            )
        sys.stdout.write(f"{name}-{kind}: key {key['id']}, usage plan {plan['id']}\n")


def _key(client: Any, name: str) -> Any:
    keys = client.get_api_keys(nameQuery=name, limit=500)["items"]
    found = next((key for key in keys if key["name"] == name), None)
    return found or client.create_api_key(name=name, enabled=True)


def _plan(client: Any, name: str, limits: Any, api: str, stage: str) -> Any:
    covered = {"apiId": api, "stage": stage}
    plans = client.get_usage_plans(limit=500)["items"]
    plan = next((plan for plan in plans if plan["name"] == name), None)
    if plan is None:
        return client.create_usage_plan(name=name, apiStages=[covered], **limits)
    stages = plan.get("apiStages") or []
    if not any(known["apiId"] == api for known in stages):
        client.update_usage_plan(
            usagePlanId=plan["id"],
            patchOperations=[
                {"op": "add", "path": "/apiStages", "value": f"{api}:{stage}"}
            ],
        )
    return plan


if __name__ == "__main__":
    for named in sys.argv[1:]:
        make_plans(named)
