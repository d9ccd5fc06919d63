"""Callers share the connections to WordPress, and nothing of one reaches the next."""

from __future__ import annotations

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller, all_at_once
from tests.live.wordpress_server import (
    WordPressServer,
    die_at_once,
    die_once,
    drip_headers,
    hang,
    says,
)
from tests.stress import rounds

ME = "/wp/v2/users/me"


def call_as_somebody_new(api: Gunicorn, wordpress: WordPressServer) -> int:
    caller = Caller(api.url, wordpress.new_person().authorization)
    return caller.get("/registries").status_code


def test_requests_share_one_connection(
    api: Gunicorn, wordpress: WordPressServer
) -> None:
    wordpress.close_connections()
    before = wordpress.connections

    statuses = {call_as_somebody_new(api, wordpress) for _ in range(10)}

    assert statuses == {200}
    assert wordpress.connections - before == 1


def test_connections_closed_meanwhile_do_no_harm(
    api: Gunicorn, wordpress: WordPressServer
) -> None:
    for _ in range(5):
        all_at_once(5, lambda: call_as_somebody_new(api, wordpress))
        wordpress.close_connections()

        assert call_as_somebody_new(api, wordpress) == 200


def test_a_question_is_asked_again_on_a_connection_that_was_dropped(
    ada: Caller, wordpress: WordPressServer
) -> None:
    path = f"/registries/{ada.new_registry()}"
    for method in ("GET", "HEAD"):
        wordpress.trick = die_once

        assert ada.call(method, path).status_code == 200
        assert wordpress.trick is None


def test_and_again_once_only(ada: Caller, wordpress: WordPressServer) -> None:
    path = f"/registries/{ada.new_registry()}"
    before = len(wordpress.fake.requests)
    wordpress.trick = die_at_once

    assert ada.get(path).status_code == 503
    assert len(wordpress.fake.requests) - before == 2


def test_what_writes_is_sent_once(ada: Caller, wordpress: WordPressServer) -> None:
    assert ada.get("/registries").status_code == 200
    before = len(wordpress.fake.requests)
    wordpress.trick = die_once

    answer = ada.post("/registries", json={"title": "A fresh start"})

    assert answer.status_code == 503
    assert len(wordpress.fake.requests) - before == 1


def test_so_is_what_takes_too_long_or_is_to_wait(
    ada: Caller, wordpress: WordPressServer
) -> None:
    path = f"/registries/{ada.new_registry()}"
    for trick in (hang, drip_headers, says(503, Retry_After="1"), says(429)):
        before = len(wordpress.fake.requests)
        wordpress.trick = trick

        assert ada.get(path).status_code == 503
        assert len(wordpress.fake.requests) - before == 1
        wordpress.behave()


def test_no_cookie_of_wordpress_reaches_the_next_caller(
    api: Gunicorn, wordpress: WordPressServer
) -> None:
    wordpress.headers = {"Set-Cookie": "wordpress_logged_in=ada; Path=/"}

    for _ in range(3):
        assert call_as_somebody_new(api, wordpress) == 200

    assert all("Cookie" not in received.headers for received in wordpress.fake.requests)


def test_a_cookie_of_the_caller_stays_here(
    ada: Caller, wordpress: WordPressServer
) -> None:
    ada.headers["Cookie"] = "wordpress_logged_in=ada"

    assert ada.get("/registries").status_code == 200
    assert "Cookie" not in wordpress.fake.requests[-1].headers


def test_a_netrc_does_not_replace_the_callers_password(
    ada: Caller, wordpress: WordPressServer
) -> None:
    assert ada.get("/registries").status_code == 200

    assert wordpress.fake.requests[-1].authorization == ada.headers["Authorization"]


def test_parallel_first_requests_ask_once_who_it_is(
    ada: Caller, wordpress: WordPressServer
) -> None:
    number = rounds(short=100, full=100)
    before = wordpress.asked(ME)

    responses = all_at_once(number, lambda: ada.get("/registries"))

    assert {response.status_code for response in responses} == {200}
    assert wordpress.asked(ME) - before == 1
