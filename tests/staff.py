"""Somebody at the Django admin."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.worlds import WordPressMixin, shared_handler

ITEMS = "/admin/items/item/"


class StaffMixin(WordPressMixin):
    def setUp(self) -> None:
        super().setUp()
        self.staff = self.browser()

    def browser(self) -> Client:
        client = Client()
        client.handler = shared_handler()
        return client

    def log_in(self, name: str = "eve", password: str = "", client: Any = None) -> Any:
        account = self.wordpress.accounts[name]
        form = {
            "username": account.username,
            "password": password or account.application_password,
        }
        client = client or self.staff
        return client.post("/admin/login/?next=/admin/", form)

    def is_logged_in(self, client: Client | None = None) -> bool:
        return (client or self.staff).get("/admin/").status_code == 200

    def messages(self, response: Any) -> str:
        return " ".join(map(str, response.context["messages"]))
