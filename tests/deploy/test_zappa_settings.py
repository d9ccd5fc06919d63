"""What zappa_settings.json must say on every stage, whichever is deployed."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import get_resolver

from wordpress.local.folders import PROJECT

TEXT = (PROJECT / "zappa_settings.json").read_text()
WRITTEN = json.loads(TEXT)
STAGES: dict[str, dict[str, Any]] = {
    # `extends` is shallow: a stage's dictionary replaces the whole one of the base.
    name: {**WRITTEN["base"], **stage}
    for name, stage in WRITTEN.items()
    if name != "base"
}
WITH_GATEWAY = {
    name: stage
    for name, stage in STAGES.items()
    if stage.get("apigateway_enabled", True)
}
FOR_BROWSERS_OF_THE_SITE = {name: s for name, s in STAGES.items() if "cors" in s}
every_stage = pytest.mark.parametrize("name", STAGES)


def environment(name: str) -> dict[str, str]:
    variables: dict[str, str] = STAGES[name]["aws_environment_variables"]
    return variables


def test_there_are_four_stages() -> None:
    assert set(STAGES) == {"staging", "production", "staff", "ops"}


@every_stage
def test_no_stage_shows_tracebacks(name: str) -> None:
    assert STAGES[name]["debug"] is False
    assert STAGES[name]["log_level"] != "DEBUG"
    assert "DEBUG" not in environment(name)


def test_no_secret_is_in_the_file() -> None:
    assert re.findall(r"SECRET|PASSWORD|API_KEYS|BASIC_AUTH|AKIA", TEXT) == []
    assert "environment_variables" not in [key for s in WRITTEN.values() for key in s]


@every_stage
def test_what_a_stage_sets_is_a_setting_of_ours(name: str) -> None:
    documented = re.findall(
        r"^### `(\w+)`", (PROJECT / "docs/settings.md").read_text(), re.M
    )

    zappas = {"INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT"}
    assert set(environment(name)) <= {*documented, *zappas}


@every_stage
def test_django_is_loaded_before_the_first_request(name: str) -> None:
    assert environment(name)["INSTANTIATE_LAMBDA_HANDLER_ON_IMPORT"] == "1"


@every_stage
def test_a_stage_answers_to_the_name_of_its_gateway(name: str) -> None:
    region = STAGES[name]["aws_region"]

    hosts = environment(name)["ALLOWED_HOSTS"].split(",")
    assert f".execute-api.{region}.amazonaws.com" in hosts


@every_stage
def test_the_database_is_on_the_file_system(name: str) -> None:
    [efs] = STAGES[name]["efs_config"]

    assert environment(name)["DATABASE_URL"].startswith(
        f"sqlite:///{efs['LocalMountPath']}/"
    )
    # Without the Arn `zappa undeploy` deletes the file system.
    assert ":access-point/" in efs["Arn"]
    assert STAGES[name]["vpc_config"]["SubnetIds"]


def test_staging_never_opens_the_database_of_production() -> None:
    databases = {name: environment(name)["DATABASE_URL"] for name in STAGES}

    others = {databases[name] for name in ("production", "staff", "ops")}
    assert len(others) == 1
    assert databases["staging"] not in others


def test_only_ops_has_schedules_and_never_two_at_once() -> None:
    assert [name for name, stage in STAGES.items() if stage["events"]] == ["ops"]
    assert STAGES["ops"]["lambda_concurrency"] == 1
    assert STAGES["ops"]["timeout_seconds"] == 900


@every_stage
def test_a_stage_keeps_its_reserved_concurrency(name: str) -> None:
    """An update of a stage without one would delete what was reserved by hand."""
    assert STAGES[name]["lambda_concurrency"] >= 1


def test_only_the_api_is_kept_warm() -> None:
    warm = {name for name, stage in STAGES.items() if stage["keep_warm"]}

    assert warm == {"staging", "production"}


@pytest.mark.parametrize("name", WITH_GATEWAY)
def test_a_gateway_is_one_that_knows_keys(name: str) -> None:
    """HTTP APIs (v2) have no keys, and Zappa says nothing of it."""
    assert STAGES[name]["apigateway_version"] == "v1"
    assert not STAGES[name].get("function_url_enabled", False)


def test_only_the_admin_needs_no_key_but_an_address() -> None:
    keyless = [n for n, stage in WITH_GATEWAY.items() if not stage["api_key_required"]]
    policy = json.loads((PROJECT / STAGES["staff"]["apigateway_policy"]).read_text())

    assert keyless == ["staff"]
    [rule] = policy["Statement"]
    assert rule["Effect"] == "Allow"
    assert set(rule["Condition"]) == {"IpAddress"}
    # An address of documentation (RFC 5737): nobody gets in until it is replaced.
    assert rule["Condition"]["IpAddress"]["aws:SourceIp"] == ["192.0.2.0/24"]


@every_stage
def test_no_address_begins_with_the_name_of_a_stage(name: str) -> None:
    """Zappa takes it off: a stage `admin` would look for /admin/login/ as /login/."""
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    routes |= {f"{route}/" for route in ("static", "admin", "health", "items")}

    assert [route for route in routes if route.lstrip("^/").startswith(name)] == []


def test_browsers_of_one_site_may_call_one_stage() -> None:
    origins = {
        name: stage["cors"]["allowed_origin"]
        for name, stage in FOR_BROWSERS_OF_THE_SITE.items()
    }

    assert set(origins) == {"staging", "production"}
    for name, origin in origins.items():
        site = urlsplit(environment(name)["WP_BASE_URL"])
        assert origin == f"{site.scheme}://{site.netloc}"
        assert "*" not in origin


@pytest.mark.parametrize("name", FOR_BROWSERS_OF_THE_SITE)
def test_the_preflight_allows_what_the_api_understands(name: str) -> None:
    cors = STAGES[name]["cors"]
    paths = json.loads((PROJECT / "docs/openapi.json").read_text())["paths"]
    methods = {method.upper() for path in paths.values() for method in path}

    assert cors["allowed_headers"] == settings.CORS_ALLOW_HEADERS
    assert set(cors["allowed_methods"]) == methods | {"HEAD", "OPTIONS"}


def test_zappa_uploads_nothing_but_what_make_package_built() -> None:
    """Else it asks the package index for each package, and takes what answers."""
    assert WRITTEN["base"]["use_precompiled_packages"] is False


def test_all_stages_have_one_zip_but_for_their_settings() -> None:
    same = {"runtime", "architecture", "exclude", "exclude_glob", "django_settings"}
    assert [
        n for n, stage in WRITTEN.items() if n != "base" and same & set(stage)
    ] == []


@pytest.mark.parametrize("name", ["defusedxml", "filelock", "pyrate_limiter"])
def test_what_only_the_packages_need_stays_out_of_the_zip(name: str) -> None:
    left_out = WRITTEN["base"]["exclude_glob"]

    assert "packages" in left_out
    assert {name, f"{name}-*.dist-info"} <= set(left_out)
