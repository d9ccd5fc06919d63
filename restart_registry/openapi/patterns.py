from __future__ import annotations

import re

from django.core.validators import RegexValidator


def ecma(rule: RegexValidator) -> str:
    """Return a rule's pattern in ECMAScript's words, which are JSON Schema's."""
    pattern = re.compile(rule.regex).pattern
    return pattern.replace(r"\A", "^").replace(r"\Z", "$").replace(r"\x", r"\u00")
