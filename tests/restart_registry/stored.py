"""What a refused request must leave as it was."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, router

from tests.wordpress import FakeWordPress


def stored(wordpress: FakeWordPress) -> dict[str, Any]:
    """
    All rows but for who is logged in, and all posts; by their kind.

    Packages are in a database of their own, which these tests may not even ask.
    """
    rows = {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model is not Session and router.db_for_read(model) == DEFAULT_DB_ALIAS
    }
    posts = [wordpress.post(post_id) for post_id in wordpress.site.posts]
    return {**rows, "posts": posts, "writes": len(wordpress.writes)}


def changed(before: dict[str, Any], wordpress: FakeWordPress) -> list[str]:
    now = stored(wordpress)
    return [kind for kind in now if now[kind] != before[kind]]
