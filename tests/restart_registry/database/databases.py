"""Databases that commands work on as a whole, beside the one of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


def use_database(
    monkeypatch: pytest.MonkeyPatch, engine: str, name: Path | str
) -> None:
    """Let DATABASE_URL have named this one; Django's own connection stays."""
    database = {"default": {"ENGINE": engine, "NAME": name}}
    monkeypatch.setattr(settings, "DATABASES", database)
