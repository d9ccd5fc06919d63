"""What a text may hold: for serializers, models and forms alike."""

from __future__ import annotations

from django.core.validators import RegexValidator

validate_one_line = RegexValidator(
    r"\A[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\Z",
    "must be one line without control characters",
    "control_character",
)
validate_plain_text = RegexValidator(
    r"\A(?:[^\x00-\x08\x0b-\x1f\x7f-\x9f]|\r\n)*\Z",
    "must not contain control characters other than tab and newline",
    "control_character",
)


# `javascript:` and its like are never links. Django's URLValidator isn't used, since it
# refuses hosts that some shops have, such as those with an underscore.
validate_http_url = RegexValidator(
    r"\A[hH][tT][tT][pP][sS]?://[^\s/?#]+\S*\Z",
    "must be an http or https address",
    "url",
)
