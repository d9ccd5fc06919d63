"""Somebody at the Django admin."""

from __future__ import annotations

from typing import Any

from django.test import Client

from items.models import Item
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


class FormMixin(StaffMixin):
    def form(self, item: Item, **changes: Any) -> dict[str, Any]:
        """Fill the page's form in as a browser does, hidden fields included."""
        page = self.staff.get(f"{ITEMS}{item.pk}/change/")
        assert page.status_code == 200
        form = page.context["adminform"].form
        data: dict[str, Any] = {}
        for bound in form:
            data[bound.html_name] = text(bound.value())
            data[bound.html_initial_name] = text(bound.initial)
        return data | changes

    def save(self, item: Item, **changes: Any) -> Any:
        path = f"{ITEMS}{item.pk}/change/"
        return self.staff.post(path, self.form(item, **changes), follow=True)


def text(value: object) -> str:
    return "" if value is None else str(value)
