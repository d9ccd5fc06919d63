"""Serializer fields that take JSON's own types and nothing that merely looks alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from api.ids import LARGEST_ID
from api.validators import validate_one_line, validate_plain_text


class StrictCharField(serializers.CharField):
    """A JSON string, stored as it came; `trim_whitespace` cuts spaces around it."""

    default_error_messages = {"invalid": "must be a string"}

    def __init__(self, *, one_line: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("trim_whitespace", False)
        super().__init__(**kwargs)
        self.validators.append(validate_one_line if one_line else validate_plain_text)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data.strip(" ") if self.trim_whitespace else data


class EmptyIsNull(serializers.Field):
    """Both null and "" clear an optional field, which is then stored as null."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(None if data == "" else data)


class OptionalCharField(EmptyIsNull, StrictCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_blank=True, **kwargs)


class StrictIntegerField(serializers.IntegerField):
    """A JSON number without a fraction (1.0 is one, as JSON Schema has it)."""

    default_error_messages = {"invalid": "must be a whole number"}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        if type(data) is not int:
            self.fail("invalid")
        return data


class StrictBooleanField(serializers.BooleanField):
    default_error_messages = {"invalid": "must be true or false"}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class OptionalDateField(EmptyIsNull, serializers.DateField):
    """A date as YYYY-MM-DD, kept as that text: WordPress stores text."""

    default_error_messages = {"invalid": "must be a date as YYYY-MM-DD"}

    def to_internal_value(self, value: Any) -> str:  # type: ignore[override]  # text, not a date
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail("invalid")
        if day.isoformat() != value:  # Python 3.11 also reads 20261121
            self.fail("invalid")
        return day.isoformat()

    def to_representation(self, value: Any) -> str:
        return str(value)


class IdField(StrictIntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)
