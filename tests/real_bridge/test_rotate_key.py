"""Rotate key: the new one is stored sealed and used at once."""

from __future__ import annotations

import pytest

from tests.real_bridge.recorded_backend import (
    KEY,
    NEXT_KEY,
    ROTATE,
    STATUS,
    Answer,
    RecordedBackend,
    failure,
    success,
)
from tests.real_bridge.site import BridgeSite, Dashboard


def test_the_next_call_has_the_new_key(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend
) -> None:
    page = connected.presses("Rotate key")

    assert "The site has a new key." in page
    assert page.steps() == [
        "✓ The backend made a new key",
        "✓ The key is sealed and stored",
        "✓ The backend takes the new key",
    ]
    shown, rotated, used, after = backend.requests
    assert [shown.asked, rotated.asked, used.asked] == [STATUS, ROTATE, STATUS]
    assert rotated.headers["authorization"] == f"Bearer {KEY}"
    assert used.headers["authorization"] == f"Bearer {NEXT_KEY}"
    assert after.headers["authorization"] == f"Bearer {NEXT_KEY}"
    assert "Set, ends in q4Nx." in page
    assert NEXT_KEY not in page.html
    assert NEXT_KEY not in str(site.options())


@pytest.mark.parametrize(
    "answer",
    [
        failure(401, "Failed to connect"),
        success(),
        success(api_key=""),
        success(api_key="rrs_x\r\nx-evil: 1"),
        Answer(200, "<h1>Welcome</h1>"),
    ],
)
def test_without_a_new_key_the_old_one_stays(
    site: BridgeSite, connected: Dashboard, backend: RecordedBackend, answer: Answer
) -> None:
    before = site.options()
    backend.says(ROTATE, answer)

    page = connected.presses("Rotate key")

    assert page.steps() == ["✗ The backend made a new key"]
    assert site.options() == before
