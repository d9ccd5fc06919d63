"""Tests of how a command shows how far it is."""

from __future__ import annotations

import io
import logging

import pytest

from packages.operations import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress.shown("update") as show:
        for done in (0, 500, 1000):
            show(done, 1000)

    assert terminal.getvalue().split("\r")[-1].startswith("update: 100%")
    assert "1000/1000" in terminal.getvalue()


def test_elsewhere_a_line_is_logged_now_and_then(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with caplog.at_level(logging.INFO), progress.shown("update") as show:
        for now in (1.0, 29.0, 30.0, 31.0, 59.0, 61.0):
            show(int(now), 1000)

    assert caplog.messages == ["update: 30 of 1000", "update: 61 of 1000"]
