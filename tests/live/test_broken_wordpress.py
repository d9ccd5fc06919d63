"""WordPress is away, slow or talks nonsense: clients can tell that from a wrong password."""

from __future__ import annotations

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller, started
from tests.live.wordpress_server import (
    Trick,
    WordPressServer,
    die_at_once,
    die_half_way,
    drip,
    drip_headers,
    hang,
    says,
)

ME = "/wp/v2/users/me"
HTML = b"<html><body>Hello from the firewall</body></html>"


def assert_is_an_outage(response: requests.Response, seconds: int = 5) -> None:
    assert response.status_code == 503
    assert response.headers["Retry-After"] == str(seconds)
    assert response.json() == {"detail": "WordPress is not answering. Try again."}


def assert_is_nonsense(response: requests.Response) -> None:
    assert response.status_code == 502
    detail = "WordPress gave an answer that can't be used."
    assert response.json() == {"detail": detail}


def test_refused_connections_are_an_outage(
    ada: Caller, wordpress: WordPressServer
) -> None:
    wordpress.stop()
    try:
        assert_is_an_outage(ada.get("/registries"))
        assert ada.get("/health").status_code == 200
    finally:
        wordpress.start()
    assert ada.get("/registries").status_code == 200


@pytest.mark.parametrize("trick", [hang, drip, drip_headers, die_half_way, die_at_once])
def test_no_answer_is_an_outage(
    ada: Caller, wordpress: WordPressServer, trick: Trick
) -> None:
    wordpress.trick = trick

    assert_is_an_outage(ada.get("/registries"))
    wordpress.behave()
    assert ada.get("/registries").status_code == 200


@pytest.mark.parametrize(
    "trick",
    [
        pytest.param(says(200, HTML), id="html"),
        pytest.param(says(200, b'{"id": 1,'), id="broken JSON"),
        pytest.param(says(200, b""), id="nothing"),
        pytest.param(says(200, b'{"id": "one"}'), id="wrong shape"),
        pytest.param(says(200, b"[]"), id="a list"),
        pytest.param(says(500, HTML), id="500"),
        pytest.param(says(302, b"", Location="http://127.0.0.1:9/"), id="302"),
        pytest.param(says(403, b'{"code": "rest_forbidden"}'), id="403"),
        pytest.param(says(404, b'{"code": "rest_no_route"}'), id="404"),
        pytest.param(says(404, HTML), id="404 in html"),
        pytest.param(
            says(200, b"\x1f\x8b nonsense", Content_Encoding="gzip"), id="gzip"
        ),
    ],
)
def test_an_answer_that_cannot_be_used_is_a_502(
    ada: Caller, wordpress: WordPressServer, trick: Trick
) -> None:
    wordpress.trick = trick

    assert_is_nonsense(ada.get("/registries"))
    wordpress.behave()
    assert ada.get("/registries").status_code == 200


@pytest.mark.parametrize("status", [429, 503])
def test_its_own_retry_after_is_passed_on(
    ada: Caller, wordpress: WordPressServer, status: int
) -> None:
    wordpress.trick = says(status, HTML, Retry_After="600")

    assert_is_an_outage(ada.get("/registries"), seconds=600)


def test_a_redirect_is_not_followed(ada: Caller, wordpress: WordPressServer) -> None:
    wordpress.trick = says(302, b"", Location=f"{wordpress.url}/elsewhere")

    assert_is_nonsense(ada.get("/registries"))
    assert not any("elsewhere" in r.path for r in wordpress.fake.requests)


def test_a_known_caller_hears_of_an_outage_too(
    ada: Caller, wordpress: WordPressServer
) -> None:
    registry_id = ada.new_registry()
    wordpress.trick = die_half_way

    response = ada.post(f"/registries/{registry_id}/items", json={})

    assert_is_an_outage(response)


def test_others_are_answered_while_ten_wait_for_wordpress(
    patient_api: Gunicorn, wordpress: WordPressServer
) -> None:
    people = [wordpress.new_person().authorization for _ in range(10)]
    eve = Caller(patient_api.url, wordpress.new_person("administrator").authorization)
    assert eve.get("/items").status_code == 200
    wordpress.trick = hang

    def call() -> int:
        return Caller(patient_api.url, people.pop()).get("/registries").status_code

    with started(10, call) as waiting:
        wordpress.wait_for_hanging(10)
        assert eve.get("/health").status_code == 200
        assert eve.get("/items").status_code == 200  # the cache answers
        assert not any(future.done() for future in waiting)
        wordpress.behave()  # their connections are cut: they ask again
    assert {future.result() for future in waiting} == {200}
