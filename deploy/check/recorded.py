"""What Zappa asked AWS for: the functions as they were created, and the gateways' templates."""

from __future__ import annotations

import re
from typing import Any

from deploy.aws.stages import stage_settings

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


def check_template(stage: str, template: dict[str, Any]) -> str:
    wanted = stage_settings(stage)
    methods = _methods(template)
    handling = [method for method in methods if method["HttpMethod"] == "ANY"]
    assert len(handling) == 2, methods  # of / and of /{proxy+}
    needed = [method["ApiKeyRequired"] for method in handling]
    assert needed == [wanted["api_key_required"]] * 2, needed
    preflights = [method for method in methods if method["HttpMethod"] == "OPTIONS"]
    cors: dict[str, Any] = wanted.get("cors", {})
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
    origin = cors.get("allowed_origin", "nowhere")
    return f"a key for both methods: {needed[0]}; preflights for {origin}"


def check_policy(template: dict[str, Any], allowed: str) -> str:
    [rule] = template["Resources"]["Api"]["Properties"]["Policy"]["Statement"]
    assert rule["Condition"]["IpAddress"]["aws:SourceIp"] == [allowed], rule
    return f"only {allowed} may call"


def _methods(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::ApiGateway::Method"
    ]
