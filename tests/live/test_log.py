"""No credential gets into a log, however much goes wrong and however much is logged."""

from __future__ import annotations

import base64
from dataclasses import replace

import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import Caller
from tests.live.wordpress_server import SECONDS, WordPressServer, die_half_way, says
from wordpress.local.accounts import Account

SECRET = "Xq7 very secret Zk3"
LOGIN = "/admin/login/?next=/admin/"


def do_everything(url: str, account: Account, wordpress: WordPressServer) -> set[int]:
    """Succeed, and fail in every way; return the statuses of the answers."""
    ada = Caller(url, account.authorization)
    wrong = Caller(url, replace(account, application_password=SECRET).authorization)
    torn = Caller(url, ada.headers["Authorization"].replace("=", "") + "!")
    statuses = {
        ada.get("/registries").status_code,
        wrong.get("/registries").status_code,
        torn.get("/registries").status_code,
        ada.post("/registries", data=b"{").status_code,
    }
    for trick in (die_half_way, says(500, b"Oops"), says(401), says(503)):
        wordpress.trick = trick
        statuses.add(ada.get("/registries").status_code)
    wordpress.behave()
    return statuses


def log_in_to_admin(url: str, account: Account) -> int:
    form = {"username": account.username, "password": account.application_password}
    with requests.Session() as browser:
        browser.trust_env = False
        browser.get(url + LOGIN, timeout=SECONDS)
        form["csrfmiddlewaretoken"] = browser.cookies["csrftoken"]
        return browser.post(url + LOGIN, form, timeout=SECONDS).status_code


def test_no_credential_is_logged(api: Gunicorn, wordpress: WordPressServer) -> None:
    ada, eve = wordpress.new_person(), wordpress.new_person("administrator")

    statuses = do_everything(api.url, ada, wordpress)
    statuses.add(log_in_to_admin(api.url, eve))

    assert statuses == {200, 401, 415, 502, 503}
    log = api.log()
    assert "/wp-json/wp/v2/restart-registry" in log, "the log doesn't say much"
    for secret in secrets(ada) | secrets(eve) | {SECRET}:
        assert secret not in log


def test_whom_a_path_names_is_not_logged(
    api: Gunicorn, ada: Caller, wordpress: WordPressServer
) -> None:
    path = f"/registries/{ada.new_registry()}/invitees"
    for trick, status in ((says(503), 503), (says(500, b"Oops"), 502)):
        wordpress.trick = trick

        for name in ("bob%40example.test%20of%20Kent", "%20bob"):
            answer = ada.call("DELETE", f"{path}/{name}")
            assert answer.status_code == status
    log = api.log()
    assert f"Service Unavailable: {path}/...\n" in log
    assert f"Bad Gateway: {path}/...\n" in log
    # At this level gunicorn itself prints each request's line.
    ours = [line for line in log.splitlines() if "] [DEBUG] DELETE " not in line]
    assert "bob" not in (text := "\n".join(ours)) and "Kent" not in text


def test_another_host_is_one_line(api: Gunicorn) -> None:
    before = len(api.log())

    answer = Caller(api.url).call("GET", "/health", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    log = api.log()[before:]
    assert "Invalid HTTP_HOST header: 'evil.example'" in log
    assert "Traceback" not in log


def secrets(account: Account) -> set[str]:
    encoded = account.authorization.removeprefix("Basic ")
    bare = account.application_password.replace(" ", "")
    quoted = [
        account.application_password.replace(" ", space) for space in ("+", "%20")
    ]
    alone = base64.b64encode(account.application_password.encode()).decode().rstrip("=")
    return {account.application_password, encoded.rstrip("="), bare, alone, *quoted}
