"""Support staff at the admin as it is served."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
import requests

from tests.gunicorn import Gunicorn
from tests.live.callers import ITEM, Caller, all_at_once
from tests.live.wordpress_server import SECONDS, WordPressServer, hang
from tests.stress import rounds

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Staff:
    """Somebody who is logged in."""

    def __init__(self, api: Gunicorn, wordpress: WordPressServer) -> None:
        self.url = api.url
        self.session = requests.Session()
        self.session.trust_env = False
        account = wordpress.new_person("administrator")
        form = {
            "username": account.username,
            "password": account.application_password,
        }
        assert self.fill_in("/admin/login/", **form)().status_code == 302

    def get(self, path: str, seconds: float = SECONDS) -> requests.Response:
        return self.session.get(self.url + path, timeout=seconds)

    def fill_in(self, path: str, **form: str) -> Callable[[], requests.Response]:
        """Open the form of this page, and return a function that sends it."""
        [token, *_] = TOKEN.findall(self.get(path).text)
        return partial(
            self.session.post,
            self.url + path,
            {"csrfmiddlewaretoken": token, **form},
            allow_redirects=False,
            timeout=SECONDS,
        )


def test_the_front_page_does_not_wait_for_a_wordpress_that_hangs(
    patient_api: Gunicorn, wordpress: WordPressServer
) -> None:
    """The settings allow it to wait twice as long as the test does."""
    staff = Staff(patient_api, wordpress)
    wordpress.trick = hang

    page = staff.get("/admin/", SECONDS / 2)

    assert page.status_code == 200
    assert "WordPress is not answering (GET /: " in page.text
    wordpress.wait_for_hanging(1)
    assert not wordpress.released.is_set()


@pytest.mark.stress
def test_many_who_undo_one_purchase_undo_it_once(
    two_workers: Gunicorn, wordpress: WordPressServer
) -> None:
    ada = Caller(two_workers.url, wordpress.new_person().authorization)
    registry_id = ada.new_registry()
    made = ada.post(f"/registries/{registry_id}/items", json=ITEM)
    item_id = made.json()["data"]["id"]
    bought = ada.post(f"/items/{item_id}/purchases", json={}).json()["data"]
    path = f"/admin/items/item/{item_id}/purchases/{bought['purchase']['id']}/undo/"
    number = rounds(short=4, full=16)
    forms = [Staff(two_workers, wordpress).fill_in(path) for _ in range(number)]

    answers = all_at_once(number, lambda: forms.pop()())

    assert [answer.status_code for answer in answers] == [302] * number
    database = two_workers.database
    assert database.query("SELECT quantity_purchased FROM items") == [(0,)]
    assert database.query("SELECT count(*) FROM django_admin_log") == [(1,)]
