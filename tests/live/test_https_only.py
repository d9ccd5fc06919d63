"""HSTS_SECONDS: browsers that came over https are told to stay with it."""

from __future__ import annotations

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller

OVER_HTTPS = {"X-Forwarded-Proto": "https"}  # gunicorn believes it from this machine
HSTS = "Strict-Transport-Security"


def test_is_said_over_https_alone() -> None:
    api = Gunicorn({"HSTS_SECONDS": "31536000"})
    try:
        anybody = Caller(api.url)
        for path in ("/health", "/items", "/admin/login/"):
            secure = anybody.call("GET", path, headers=OVER_HTTPS)

            assert secure.headers[HSTS] == "max-age=31536000"
            assert HSTS not in anybody.get(path).headers
    finally:
        api.stop()


def test_is_off_unless_it_is_set(api: Gunicorn) -> None:
    secure = Caller(api.url).call("GET", "/health", headers=OVER_HTTPS)

    assert HSTS not in secure.headers
