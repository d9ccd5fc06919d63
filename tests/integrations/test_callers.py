"""Who sees which site: one rule for every route."""

from __future__ import annotations

from django.test import TestCase

from integrations.callers import visible_to
from integrations.connecting.adding import add_site
from tests.integrations.connected import SiteMixin
from wpauth.users import WordPressUser


class VisibleTests(SiteMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.others = [
            add_site(url, name="Other", email="x@x.test", owner_id=owner_id)
            for url, owner_id in (
                ("https://blog.example.test", 4),
                ("https://nobodys.example.test", None),
            )
        ]

    def seen_by(self, caller: WordPressUser) -> set[str]:
        return {site.url for site in visible_to(caller)}

    def test_a_site_sees_itself(self) -> None:
        assert list(visible_to(self.caller())) == [self.site]
        blog, key = self.others[0]
        assert list(visible_to(self.caller(key))) == [blog]

    def test_an_owner_sees_what_they_own(self) -> None:
        assert list(visible_to(person(1))) == [self.site]

    def test_anyone_else_sees_none(self) -> None:
        assert list(visible_to(person(3))) == []

    def test_staff_see_all_that_are_switched_off_too(self) -> None:
        self.site.is_active = False
        self.site.save()

        for right in (
            {"roles": "administrator"},
            {"capabilities": "manage_restart_registry"},
        ):
            assert visible_to(person(2, **right)).count() == 3


def person(user_id: int, *, roles: str = "", capabilities: str = "") -> WordPressUser:
    return WordPressUser(
        id=user_id,
        username="somebody",
        email="",
        display_name="",
        roles=frozenset([roles]),
        capabilities=frozenset([capabilities]),
    )
