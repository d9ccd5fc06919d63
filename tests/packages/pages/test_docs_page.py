"""Tests of /packages/docs: how to install from here."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.test import Client
from pytest_django import Settings

from packages.repository.packages_json import PATTERNS
from packages.router import ALIAS
from tests.packages.pages.reading import read

pytestmark = pytest.mark.django_db(databases=[ALIAS])


def blocks(client: Client) -> list[str]:
    page = client.get("/packages/docs").content.decode()
    return [
        html.unescape(block)
        for block in re.findall("<pre[^>]*>(.*?)</pre>", page, re.S)
    ]


def test_packagist_is_not_asked_for_our_names(client: Client) -> None:
    [block] = [block for block in blocks(client) if block.startswith("{")]

    assert json.loads(block) == {
        "repositories": {
            "restart": {"type": "composer", "url": "https://example.org/packages"},
            "packagist.org": {
                "type": "composer",
                "url": "https://repo.packagist.org",
                "exclude": PATTERNS,
            },
        }
    }


def test_every_other_part_of_composer_json_is_one(client: Client) -> None:
    parts = [block for block in blocks(client) if block.startswith('"')]

    assert len(parts) == 3
    for part in parts:
        assert json.loads(f"{{{part}}}")


def test_only_where_http_is_used_it_has_to_be_allowed(
    client: Client, settings: Settings
) -> None:
    assert "secure-http" not in read(client, "/docs").text

    settings.PACKAGES_URL = "http://127.0.0.1:8000/packages"
    assert "composer config secure-http false" in "\n".join(blocks(client))
    assert "The first line is for this machine alone" in read(client, "/docs").text
