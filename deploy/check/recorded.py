"""What Zappa asked AWS for: the functions as they were created, and the gateways' templates."""

from __future__ import annotations

import json
import re
from typing import Any

import boto3

from deploy.aws.stages import function_name, stage_settings

SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|API_KEY|BASIC_AUTH")


def check_created(stage: str, created: dict[str, Any]) -> str:
    wanted = stage_settings(stage)
    assert created["FileSystemConfigs"] == wanted["efs_config"], created
    for key, value in wanted["vpc_config"].items():
        assert created["VpcConfig"][key] == value, created["VpcConfig"]
    assert created["Runtime"] == wanted["runtime"], created["Runtime"]
    assert created["MemorySize"] == wanted["memory_size"], created["MemorySize"]
    assert created["Timeout"] == wanted["timeout_seconds"], created["Timeout"]
    variables = created["Environment"]["Variables"]
    assert set(variables) >= set(wanted["aws_environment_variables"]), variables
    assert not [name for name in variables if SECRET.search(name)], sorted(variables)
    return f"{created['Runtime']}, {created['MemorySize']} MB, {sorted(variables)}"


def check_template(stage: str) -> str:
    """Without a gateway of its own a stage has no template to look at."""
    wanted = stage_settings(stage)
    methods = _methods(function_name(stage, wanted))
    handling = [method for method in methods if method["HttpMethod"] == "ANY"]
    assert len(handling) == 2, methods  # of / and of /{proxy+}
    needed = [method["ApiKeyRequired"] for method in handling]
    assert needed == [wanted["api_key_required"]] * 2, needed
    preflights = [method for method in methods if method["HttpMethod"] == "OPTIONS"]
    cors = wanted.get("cors")
    assert len(preflights) == (2 if cors else 0), preflights
    for preflight in preflights:
        [answer] = preflight["Integration"]["IntegrationResponses"]
        said = {
            name.rpartition(".")[2]: value.strip("'")
            for name, value in answer["ResponseParameters"].items()
        }
        assert said == {
            "Access-Control-Allow-Origin": cors["allowed_origin"],
            "Access-Control-Allow-Methods": ",".join(cors["allowed_methods"]),
            "Access-Control-Allow-Headers": ",".join(cors["allowed_headers"]),
        }, said
        assert not preflight.get("ApiKeyRequired", False)  # a preflight has no key
    origin = cors["allowed_origin"] if cors else "nobody"
    return f"a key for both methods: {needed[0]}; browsers of {origin}"


def check_policy(stage: str, allowed: str) -> str:
    api = _resources(function_name(stage, stage_settings(stage)))["Api"]["Properties"]
    [rule] = api["Policy"]["Statement"]
    assert rule["Condition"]["IpAddress"]["aws:SourceIp"] == [allowed], rule
    return f"only {allowed} may call"


def _methods(name: str) -> list[dict[str, Any]]:
    return [
        resource["Properties"]
        for resource in _resources(name).values()
        if resource["Type"] == "AWS::ApiGateway::Method"
    ]


def _resources(name: str) -> dict[str, Any]:
    answer = boto3.client("cloudformation").get_template(StackName=name)
    body = answer["TemplateBody"]
    template = json.loads(body) if isinstance(body, str) else body
    resources: dict[str, Any] = template["Resources"]
    return resources
