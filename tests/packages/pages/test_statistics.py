"""Tests of stats/VENDOR/SLUG.json: how often a package was installed from here."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from packages.models import InstallMonth, Package
from packages.router import ALIAS
from tests.packages.pages.stored import package

pytestmark = pytest.mark.django_db(databases=[ALIAS])
TEA = "/packages/stats/wp-plugin/tea.json"


def month(tea: Package, year: int, number: int, installs: int) -> None:
    InstallMonth.objects.create(
        package=tea, month=date(year, number, 1), installs=installs
    )


def test_it_has_the_months_in_order_and_the_totals(client: Client) -> None:
    tea = package("tea", installs_total=7, installs_30d=3)
    month(tea, 2026, 2, 3)
    month(tea, 2026, 1, 4)
    month(package("coffee"), 2026, 1, 9)

    assert client.get(TEA).json() == {
        "name": "wp-plugin/tea",
        "months": [
            {"month": "2026-01", "installs": 4},
            {"month": "2026-02", "installs": 3},
        ],
        "installs_total": 7,
        "installs_30d": 3,
    }


def test_only_the_last_36_months_are_told(client: Client) -> None:
    tea = package("tea")
    for year in range(2020, 2024):
        for number in range(1, 13):
            month(tea, year, number, 1)

    months = client.get(TEA).json()["months"]

    assert len(months) == 36
    assert (months[0]["month"], months[-1]["month"]) == ("2021-01", "2023-12")


def test_an_unknown_package_isnt_found(client: Client) -> None:
    package("tea")

    for name in ("wp-theme/tea", "wp-plugin/coffee", "npm/tea", "wp-plugin/Tea"):
        response = client.get(f"/packages/stats/{name}.json")

        assert (response.status_code, response.json()) == (
            404,
            {"detail": "Not found."},
        )
