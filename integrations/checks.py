"""Mistakes in the settings, found when the process starts."""

from __future__ import annotations
