"""Whatever is sent: no 500, and no answer that docs/openapi.json doesn't describe."""

from __future__ import annotations

import pytest
import schemathesis

from tests.generated import app, new_world, schema
from tests.stress import rounds

pytestmark = [pytest.mark.stress, pytest.mark.django_db]


def check_as(name: str, case: schemathesis.Case) -> None:
    account = new_world().accounts[name]
    case.call_and_validate(headers={"Authorization": account.authorization})


@schema.parametrize()
def test_answers_to_owners(case: schemathesis.Case) -> None:
    check_as("ada", case)


@schema.parametrize()
def test_answers_to_administrators(case: schemathesis.Case) -> None:
    check_as("eve", case)


def test_that_was_a_good_number_of_requests() -> None:
    print(app.answers, app.answers.total())
    assert app.answers.total() >= rounds(short=300, full=2_000)
