"""Whatever is sent, no answer is a 500, and docs/openapi.json describes each one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.generated import app, new_world, schema
from tests.stress import rounds

pytestmark = [pytest.mark.stress, pytest.mark.django_db]
SETTINGS = hypothesis.settings(
    max_examples=rounds(short=5, full=60),
    stateful_step_count=8,
    derandomize=True,
    database=None,
    deadline=None,
)


@pytest.fixture(autouse=True)
def connection_stays_open() -> Iterator[None]:
    """Do as Django's test client does: a server would end the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
def test_answers_to_owners(case: schemathesis.Case) -> None:
    ada = new_world().accounts["ada"]

    response = case.call_and_validate(headers={"Authorization": ada.authorization})

    if case.path.startswith("/items") or case.path.endswith(("/items", "{item_id}")):
        assert "affiliate_" not in response.text or response.status_code == 422


@schema.parametrize()
def test_answers_to_administrators(case: schemathesis.Case) -> None:
    eve = new_world().accounts["eve"]

    case.call_and_validate(headers={"Authorization": eve.authorization})


def test_answers_in_scenarios() -> None:
    """Each request asks for what the ones before it made or deleted."""

    class Scenario(schema.as_state_machine()):  # type: ignore[misc]  # made at run time
        def setup(self) -> None:
            ada = new_world().accounts["ada"]
            self.headers = {"Authorization": ada.authorization}

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return {"headers": self.headers}

        def validate_response(self, response: Any, case: Any, **kwargs: Any) -> None:
            case.validate_response(
                response, headers=self.headers, recorder=self.recorder
            )

    Scenario.run(settings=SETTINGS)


def test_these_were_many_and_not_all_refused() -> None:
    assert app.answers.total() >= rounds(short=400, full=2_000)
    assert app.answers[200] + app.answers[201] >= rounds(short=60, full=500)
