"""Tests of what is served of builds that the commands made and promoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.packages.machine import Machine
from tests.packages.pages.machine import store

TEA = "p2/wp-plugin/tea.json"


@pytest.fixture
def api(machine: Machine) -> Iterator[str]:
    gunicorn = Gunicorn(machine.settings)
    yield f"{gunicorn.url}/packages"
    gunicorn.stop()


def run(machine: Machine, *commands: str) -> None:
    for command in commands:
        process = machine.manage(*command.split())
        assert process.returncode == 0, process.stderr


def versions(response: requests.Response) -> list[str]:
    assert response.status_code == 200
    [entries] = response.json()["packages"].values()
    return [entry["version"] for entry in entries]


def get(api: str, path: str, **headers: Any) -> requests.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(f"{api}/{path}", headers=names, timeout=30)


def test_a_promotion_and_a_rollback_reach_composer(machine: Machine, api: str) -> None:
    assert get(api, "health").status_code == 503
    store(machine, "wp-plugin/tea", "1.0")
    run(machine, "build", "deploy")
    first = get(api, TEA)
    assert versions(first) == ["1.0"]
    since = get(api, "metadata/changes.json").json()["timestamp"]

    machine.query("DELETE FROM packages_package")
    store(machine, "wp-plugin/tea", "2.0", "1.0")
    run(machine, "build --full", "deploy")
    seen = first.headers["Last-Modified"]
    second = get(api, TEA, If_Modified_Since=seen)
    assert versions(second) == ["2.0", "1.0"]
    actions = get(api, f"metadata/changes.json?since={since}").json()["actions"]
    assert ("update", "wp-plugin/tea") in [
        (action["type"], action["package"]) for action in actions
    ]

    run(machine, "deploy --rollback")
    seen = second.headers["Last-Modified"]
    assert versions(get(api, TEA, If_Modified_Since=seen)) == ["1.0"]
    health = get(api, "health").json()
    assert (health["status"], health["build"]["held"]) == ("healthy", True)
    assert get(api, "list.json").json() == {"packageNames": ["wp-plugin/tea"]}
