"""What is written to CloudWatch: nobody's address, as in gunicorn's and nginx's log."""

from __future__ import annotations

import logging

import pytest
from zappa.wsgi import common_log


class Answer:
    status_code = 200
    content = b"{}"


def test_zappa_writes_down_nobody_who_calls(caplog: pytest.LogCaptureFixture) -> None:
    environ = {
        "REMOTE_ADDR": "203.0.113.7",
        "REQUEST_METHOD": "DELETE",
        "PATH_INFO": "/registries/7/invitees/bob@example.test",
        "QUERY_STRING": "",
        "HTTP_REFERER": "",
        "HTTP_USER_AGENT": "",
    }

    with caplog.at_level(logging.INFO):
        line = common_log(environ, Answer())

    assert "203.0.113.7" in line
    assert caplog.text == ""
