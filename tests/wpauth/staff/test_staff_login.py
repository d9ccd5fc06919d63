from __future__ import annotations

from datetime import timedelta

import requests
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from tests.caches import in_seconds
from tests.staff import StaffMixin
from tests.wordpress import Says
from tests.worlds import Caller, FakeWordPressMixin

PAST = "2020-01-01T00:00:00+00:00"


class StaffLoginTests(StaffMixin, TestCase):
    def test_an_administrator_enters_with_an_application_password(self) -> None:
        response = self.log_in("eve")

        assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
        assert self.is_logged_in()

    def test_leaves_a_shadow_without_a_password(self) -> None:
        self.log_in("eve")

        shadow = User.objects.get()
        assert shadow.pk == self.wordpress.accounts["eve"].id
        assert (shadow.first_name, shadow.is_staff) == ("Eve Adams", True)
        assert not (shadow.is_superuser or shadow.has_usable_password())
        assert shadow.email == ""

    def test_so_does_whoever_manages_registries(self) -> None:
        self.wordpress.add_account("sue", role="support")

        self.log_in("sue")

        assert self.is_logged_in()

    def test_nobody_else_does(self) -> None:
        eve = self.wordpress.accounts["eve"]
        for name, password in (
            ("ada", ""),
            ("bob", ""),
            ("eve", "wrong"),
            ("eve", eve.password),
            ("eve", self.wordpress.accounts["ada"].application_password),
            ("eve", "control\x07character"),
        ):
            with self.subTest(name, password=password):
                response = self.log_in(name, password)

                assert response.status_code == 200
                assert b"WordPress refused" in response.content
                assert not self.is_logged_in()
        assert not User.objects.exists()

    def test_the_sites_own_account_does_not(self) -> None:
        """Neither by its role, nor as an administrator's that was given to the API."""
        password = self.wordpress.accounts["service"].application_password
        for role, typed in (
            ("restart_registry_service", password),
            ("restart_registry_service", password.replace(" ", "")),
            ("administrator", password),
        ):
            with self.subTest(role, typed=typed):
                self.wordpress.change_role("service", role)

                response = self.log_in("service", typed)

                assert b"WordPress refused" in response.content
                assert not self.is_logged_in()

    def test_a_session_is_no_login_for_the_api(self) -> None:
        self.log_in("eve")

        for path in ("/items", "/registries"):
            assert self.staff.get(path).status_code == 401
        assert self.staff.post("/items", {}).status_code == 401

    def test_whom_wordpress_no_longer_calls_an_administrator_is_logged_out(
        self,
    ) -> None:
        self.log_in("eve")
        self.wordpress.change_role("eve", "subscriber")
        self.forget_roles()

        assert not self.is_logged_in()
        self.wordpress.change_role("eve", "administrator")
        assert not self.is_logged_in()

    def forget_roles(self) -> None:
        """Wait as long as WP_AUTH_CACHE_TTL."""
        cache.clear()

    def test_a_withdrawn_password_opens_nothing_though_it_is_remembered(self) -> None:
        eve = self.wordpress.accounts["eve"]
        assert Caller(eve.authorization).get("/items").status_code == 200
        self.wordpress.revoke("eve")

        self.log_in("eve", eve.application_password)

        assert not self.is_logged_in()


class StaffSessionTests(StaffMixin, FakeWordPressMixin, TestCase):
    def setUp(self) -> None:
        super().setUp()
        self.eve_id = self.wordpress.accounts["eve"].id
        self.staff_route = f"/restart-registry/v1/staff/{self.eve_id}"

    def forget_roles(self) -> None:
        cache.clear()

    def test_the_role_is_asked_with_the_service_account_once_per_cache_time(
        self,
    ) -> None:
        self.log_in()
        self.staff.get("/admin/")
        assert self.wordpress.asked(self.staff_route) == 0
        self.forget_roles()

        for _ in range(3):
            assert self.is_logged_in()

        assert self.wordpress.asked(self.staff_route) == 1
        service = self.wordpress.accounts["service"].authorization
        [asked] = (r for r in self.wordpress.requests if r.path == self.staff_route)
        assert asked.authorization == service

    def test_the_role_is_asked_every_minute_at_least(self) -> None:
        self.log_in()

        with in_seconds(61):
            assert self.is_logged_in()

        assert self.wordpress.asked(self.staff_route) == 1

    def test_whose_account_is_gone_is_logged_out(self) -> None:
        self.log_in()
        self.wordpress.site.people.remove(self.wordpress.person("eve"))
        self.forget_roles()

        assert not self.is_logged_in()

    def test_an_outage_leaves_the_session(self) -> None:
        self.log_in()
        for trouble in (
            requests.ConnectionError(),
            Says(500, b"<html>"),
            Says(200, b'{"is_admin": "yes"}'),
            Says(401, b'{"code": "rest_not_logged_in"}'),
            Says(403, b'{"code": "rest_forbidden"}'),
            Says(404, b'{"code": "rest_no_route"}'),
        ):
            with self.subTest(trouble=trouble):
                self.wordpress.instead[self.staff_route] = trouble
                self.forget_roles()

                assert self.is_logged_in()

    def test_in_an_outage_the_role_is_not_asked_for_at_each_page(self) -> None:
        self.log_in()
        self.wordpress.instead[self.staff_route] = Says(503)
        self.forget_roles()

        for _ in range(3):
            assert self.is_logged_in()

        assert self.wordpress.asked(self.staff_route) == 1
        with in_seconds(16):
            assert self.is_logged_in()
        assert self.wordpress.asked(self.staff_route) == 2

    def test_during_an_outage_nobody_logs_in_and_is_told_why(self) -> None:
        for trouble in (requests.ReadTimeout(), Says(500, b"<html>"), Says(503)):
            self.wordpress.instead[""] = trouble

            response = self.log_in()

            assert response.status_code == 200
            assert b"WordPress is not answering" in response.content
        assert not self.is_logged_in()

    def test_ends_after_eight_hours_however_busy(self) -> None:
        self.log_in()
        cookie = self.staff.cookies[settings.SESSION_COOKIE_NAME]
        expiry = self.staff.session["_session_expiry"]

        self.staff.get("/admin/")

        assert 0 < int(cookie["max-age"]) <= 8 * 60 * 60
        assert self.staff.session["_session_expiry"] == expiry
        assert cookie["httponly"]

    def test_ends_in_the_database_as_well(self) -> None:
        self.log_in()
        call_command("clearsessions")
        assert Session.objects.count() == 1
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

        call_command("clearsessions")

        assert not Session.objects.exists()

    def test_leads_to_the_front_page_when_the_address_to_go_on_to_is_refused(
        self,
    ) -> None:
        eve = self.wordpress.accounts["eve"]
        form = {"username": eve.username, "password": eve.application_password}
        for refused in ("https://evil.example/", "//evil.example", "javascript:x", ""):
            response = self.browser().post("/admin/login/", form | {"next": refused})

            assert response.status_code == 302
            assert response.headers["Location"] == "/admin/"

    def test_is_over_then(self) -> None:
        self.log_in()
        session = self.staff.session
        session["_session_expiry"] = PAST
        session.save()

        assert not self.is_logged_in()

    def test_refusals_count_in_the_same_throttle(self) -> None:
        for number in range(10):
            self.log_in("eve", f"wrong {number}")

        response = self.log_in("eve")

        assert b"Too many refused logins" in response.content
        assert self.eve.get("/items").status_code == 429

    def test_the_apis_refusals_count_here(self) -> None:
        for _ in range(10):
            Caller("Basic ZXZlOndyb25n").get("/items")

        assert b"Too many refused logins" in self.log_in("eve").content

    def test_people_are_wordpresss(self) -> None:
        self.log_in()

        for path in ("/admin/auth/", "/admin/auth/user/", "/admin/auth/group/"):
            assert self.staff.get(path).status_code == 404

    def test_no_secret_is_stored(self) -> None:
        self.log_in()

        password = self.wordpress.accounts["eve"].application_password
        assert password not in str(dict(self.staff.session))
        assert password not in str(User.objects.values().get())
