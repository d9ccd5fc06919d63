"""Decides which rows of the first generation are imported, and how."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from rest_framework import serializers

from api.fields import IdField, StrictBooleanField
from items.models import AffiliateStatus
from items.rest.serializers import NestedItemInput, OptionalChoiceField, URLField

# New ids go on after the largest, and browsers tell whole numbers apart up to 2^53.
LARGEST_OLD_ID = 2**52
# Somebody may have filled these in here since; an old row without them changes nothing.
FILLED_LATER = ("registry_id", "url", "retailer")
TIMES = ("created_at", "updated_at")  # NULL in some rows


class FlagField(StrictBooleanField):
    """SQLite's 0 or 1."""

    default_error_messages = {"invalid": "must be 0 or 1"}

    def to_internal_value(self, data: Any) -> bool:
        if data not in (0, 1):
            self.fail("invalid")
        return bool(data)


class OldURLField(URLField):
    """Rows from before items had an address are given an empty one."""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return "" if data in (None, "") else super().run_validation(data)


class OldDateTimeField(serializers.DateTimeField):
    """UTC without saying so, as SQLite's CURRENT_TIMESTAMP and Python write it."""

    def __init__(self) -> None:
        super().__init__(
            allow_null=True,
            default_timezone=UTC,
            error_messages={"invalid": "must be a date and time"},
        )


class LambdaRow(NestedItemInput):
    """The API's rules for an item, except for what old rows lack."""

    id = IdField()
    registry_id = IdField(required=False, allow_null=True)
    url = OldURLField(default="")
    # Its own message: the usual one quotes what may be anything.
    affiliate_status = OptionalChoiceField(
        AffiliateStatus.choices,
        error_messages={
            "invalid_choice": f"must be one of {', '.join(AffiliateStatus.values)}"
        },
    )
    is_active = FlagField(allow_null=True)
    created_at = OldDateTimeField()
    updated_at = OldDateTimeField()

    def validate_id(self, value: int) -> int:
        if value > LARGEST_OLD_ID:
            raise serializers.ValidationError("leaves no ids for new items")
        return value


LAMBDA_ROW = LambdaRow()


def fields_of(row: dict[str, Any]) -> dict[str, Any]:
    """
    Return the fields of an item, without those that the row says nothing about.

    Raises DRF's ValidationError. More bought than wanted is no mistake here.
    """
    fields = dict(LAMBDA_ROW.run_validation(row))
    fields["is_active"] = fields["is_active"] is not False  # NULL is active
    return {
        name: value
        for name, value in fields.items()
        if value or name not in (*FILLED_LATER, *TIMES)
    }


def with_both_times(fields: dict[str, Any]) -> dict[str, Any]:
    """Let a new item that has one of them have it for the other, too."""
    known = [fields[name] for name in TIMES if name in fields]
    return dict(zip(TIMES, known * 2, strict=False)) | fields


def reason_of(error: serializers.ValidationError) -> str:
    """Return what is wrong with a row, in one line and without its content."""
    mistakes: Any = error.detail
    return "; ".join(f"{name}: {mistakes[name][0]}" for name in mistakes)
