"""One module for each thing that callers deal with."""

from __future__ import annotations
