from __future__ import annotations

from typing import Any

from django.db import models
from rest_framework import serializers


def page_of(
    rows: models.QuerySet[Any],
    shape: serializers.BaseSerializer,
    *,
    after: int,
    limit: int,
) -> dict[str, Any]:
    """Return the rows whose ids come after one, and where the next page begins."""
    page = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    shown = page[:limit]
    return {
        "results": [shape.to_representation(row) for row in shown],
        "next": shown[-1].pk if len(page) > limit else None,
    }
