from __future__ import annotations

import base64
from typing import Any

from django.test import RequestFactory, SimpleTestCase, override_settings

from tests.caches import entries, in_seconds
from tests.worlds import Caller, FakeWordPressMixin
from wpauth.addresses import client_address, warn_of_unnamed_proxy
from wpauth.spelling import one_spelling
from wpauth.throttle import WINDOW, count_as_one

ME = "/wp/v2/users/me"
# tests/real/test_identity.py logs in with each of them.
SPELLINGS_OF_ADA = (
    "ada",
    "ADA",
    "  ada ",
    "adá",
    "ada\u0301",
    "ａｄａ",
    "ada\u200b",
    "ad%20a",
    "a&nbsp;da",
    "<b>ada</b>",
    "<script>1</script>ada",
)


def guess(username: str, number: int, address: str = "192.0.2.1") -> Caller:
    pair = base64.b64encode(f"{username}:wrong {number}".encode()).decode()
    caller = Caller(f"Basic {pair}")
    caller.client.defaults["REMOTE_ADDR"] = address
    return caller


def on_lambda(address: str) -> dict[str, Any]:
    return {"lambda.event": {"requestContext": {"identity": {"sourceIp": address}}}}


class ThrottleTests(FakeWordPressMixin, SimpleTestCase):
    def status_code(self, *args: Any) -> int:
        return guess(*args).get("/registries").status_code

    def test_ten_refusals_a_minute_for_an_address_and_a_name(self) -> None:
        assert [self.status_code("ada", n) for n in range(10)] == [401] * 10
        asked = self.wordpress.asked(ME)

        response = guess("ada", 10).get("/registries")

        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert response.json().keys() == {"detail"}
        assert "WWW-Authenticate" not in response.headers
        assert self.wordpress.asked(ME) == asked

    def test_all_ipv6_addresses_of_a_household_count_as_one(self) -> None:
        for number in range(10):
            self.status_code("ada", number, f"2001:db8:0:7:{number}::1")

        assert self.status_code("ada", 10, "2001:db8:0:7:ffff::2") == 429
        assert self.status_code("ada", 10, "2001:db8:0:8::1") == 401

    def test_an_ipv4_address_written_as_ipv6_is_the_same(self) -> None:
        for number in range(10):
            self.status_code("ada", number, "192.0.2.1")

        assert self.status_code("ada", 10, "::ffff:192.0.2.1") == 429
        assert self.status_code("ada", 10, "::ffff:192.0.2.2") == 401

    def test_another_spelling_of_the_name_does_not_help(self) -> None:
        spellings = ("ada", "ADA", "adá", "ada\u0301", "ａｄａ", "ada\u200b", " ada")
        for number in range(10):
            self.status_code(spellings[number % len(spellings)], number)

        for spelling in spellings:
            assert self.status_code(spelling, 10) == 429
        assert self.status_code("adam", 10) == 401

    def test_neither_does_the_address_of_somebody_who_has_called(self) -> None:
        self.ada.get("/registries")
        ada = self.wordpress.accounts["ada"]
        for number in range(10):
            self.status_code(ada.email.upper() if number % 2 else "ada", number)

        assert self.status_code(ada.email, 10) == 429
        assert self.status_code("ada", 10) == 429
        assert self.status_code(self.wordpress.accounts["bob"].email, 10) == 401

    def test_another_name_or_address_is_counted_by_itself(self) -> None:
        for number in range(11):
            self.status_code("ada", number)

        assert self.status_code("bob", 0) == 401
        assert self.status_code("ada", 0, "192.0.2.2") == 401

    def test_a_hundred_refusals_a_minute_for_an_address(self) -> None:
        answers = [self.status_code(f"friend{n}", n) for n in range(100)]
        assert answers == [401] * 100

        assert self.status_code("dora", 0) == 429
        assert self.status_code("dora", 0, "192.0.2.2") == 401

    def test_the_right_password_is_not_tried_either(self) -> None:
        """Otherwise a 200 would tell people who guess that they have guessed it."""
        for number in range(10):
            self.status_code("ada", number)
        ada = self.caller("ada")
        ada.client.defaults["REMOTE_ADDR"] = "192.0.2.1"

        assert ada.get("/registries").status_code == 429

    def test_a_known_credential_always_passes(self) -> None:
        ada = self.caller("ada")
        ada.client.defaults["REMOTE_ADDR"] = "192.0.2.1"
        ada.get("/registries")
        for number in range(12):
            self.status_code("ada", number)

        assert ada.get("/registries").status_code == 200

    def test_successes_are_not_counted(self) -> None:
        with self.settings(WP_AUTH_CACHE_TTL=0):
            for _ in range(12):
                assert self.ada.get("/registries").status_code == 200

    def test_missing_and_malformed_headers_are_not_counted(self) -> None:
        for number in range(120):
            Caller("Basic !" if number % 2 else None).get("/registries")

        assert self.ada.get("/registries").status_code == 200

    def test_outages_are_not_counted(self) -> None:
        self.wordpress.stop()
        for number in range(12):
            assert self.status_code("ada", number) == 503
        self.wordpress.start()

        assert self.status_code("ada", 0) == 401

    def test_goes_by_the_gateways_address_on_lambda(self) -> None:
        for number in range(10):
            caller = guess("ada", number)
            caller.client.defaults.update(on_lambda("198.51.100.1"))
            caller.get("/registries")
        other = guess("ada", 10)
        other.client.defaults.update(on_lambda("198.51.100.2"))

        assert caller.get("/registries").status_code == 429
        assert other.get("/registries").status_code == 401

    def test_a_made_up_forwarding_does_not_help(self) -> None:
        answers = [
            guess("ada", n)
            .get("/registries", x_forwarded_for=f"10.0.0.{n}")
            .status_code
            for n in range(11)
        ]

        assert answers[-1] == 429

    def test_a_name_that_looks_like_the_address_is_a_name_all_the_same(self) -> None:
        answers = [self.status_code("192.0.2.1", number) for number in range(11)]

        assert answers == [401] * 10 + [429]

    def test_an_account_without_an_e_mail_address_counts_for_nobody_else(self) -> None:
        count_as_one("ada", "")

        assert guess("bob", 0, "").get("/registries").status_code == 401

    def test_ends_with_the_minute(self) -> None:
        for number in range(10):
            self.status_code("ada", number)
        for number in range(90):
            self.status_code(f"friend{number}", number)

        for seconds, status in ((WINDOW / 2, 429), (WINDOW + 1, 401)):
            with in_seconds(seconds):
                assert self.status_code("ada", 11) == status
                assert self.status_code("dora", 11) == status

    def test_a_flood_of_names_does_not_push_known_users_out(self) -> None:
        """Past its limit an address makes no more entries, whatever names it tries."""
        for number in range(101):
            self.status_code(f"friend{number}", number)
        known = entries().keys()

        for number in range(50):
            self.status_code(f"other{number}", number)

        assert not entries().keys() - known


class SpellingTests(SimpleTestCase):
    def test_what_means_the_same_account(self) -> None:
        for spelling in SPELLINGS_OF_ADA:
            assert one_spelling(spelling) == "ada", spelling

    def test_letters_that_no_accent_makes(self) -> None:
        assert one_spelling("Øystein Đorđe") == "oystein dorde"
        assert one_spelling("STRAẞE") == one_spelling("strase")
        assert one_spelling("Æsa") == "aesa"

    def test_another_name_stays_another(self) -> None:
        names = ["ada", "adam", "a.da", "a-da", "a da", "ada1", "ada@example.org", ""]
        assert len({one_spelling(name) for name in names}) == len(names)


class AddressTests(SimpleTestCase):
    def address(self, forwarded: str = "", **environ: Any) -> str:
        headers = {"x-forwarded-for": forwarded} if forwarded else {}
        environ = {"REMOTE_ADDR": "10.0.0.7", **environ}
        request = RequestFactory().get("/", headers=headers, **environ)
        return client_address(request)

    def test_is_the_socket_s(self) -> None:
        assert self.address() == "10.0.0.7"
        assert self.address("203.0.113.9") == "10.0.0.7"

    def test_is_the_gateways_on_lambda(self) -> None:
        environ = on_lambda("198.51.100.1")

        assert self.address("203.0.113.9", **environ) == "198.51.100.1"

    def test_a_lambda_event_without_an_address_is_no_help(self) -> None:
        events: list[Any] = [{}, {"requestContext": None}, {"requestContext": {}}, None]
        for event in events:
            assert self.address(**{"lambda.event": event}) == "10.0.0.7"

    @override_settings(TRUSTED_PROXIES=["10.0.0.0/8"])
    def test_is_what_trusted_proxies_wrote(self) -> None:
        assert self.address("203.0.113.9") == "203.0.113.9"
        assert self.address("6.6.6.6, 203.0.113.9") == "203.0.113.9"
        assert self.address("203.0.113.9, 10.0.0.8") == "203.0.113.9"
        assert self.address("203.0.113.9", REMOTE_ADDR="192.0.2.1") == "192.0.2.1"
        assert self.address() == "10.0.0.7"

    @override_settings(TRUSTED_PROXIES=["10.0.0.7"])
    def test_nonsense_is_no_address_to_trust(self) -> None:
        assert self.address("nonsense, 10.0.0.7") == "nonsense"
        assert self.address("203.0.113.9", REMOTE_ADDR="") == ""


class UnnamedProxyTests(FakeWordPressMixin, SimpleTestCase):
    def setUp(self) -> None:
        super().setUp()
        warn_of_unnamed_proxy.cache_clear()

    def test_is_said_once_and_not_at_each_request(self) -> None:
        with self.assertLogs("wpauth.addresses", "WARNING") as logs:
            for number in range(3):
                guess("ada", number).get("/items", x_forwarded_for="203.0.113.9")

        [line] = logs.output
        assert "TRUSTED_PROXIES" in line
        assert "192.0.2.1" not in line
        assert "203.0.113.9" not in line

    def test_who_is_named_or_forwards_nothing_is_none(self) -> None:
        with self.assertNoLogs("wpauth.addresses"):
            guess("ada", 0).get("/items")
            lambdas = guess("ada", 1)
            lambdas.client.defaults.update(on_lambda("198.51.100.1"))
            lambdas.get("/items", x_forwarded_for="203.0.113.9")
            with self.settings(TRUSTED_PROXIES=["192.0.2.0/24"]):
                guess("ada", 2).get("/items", x_forwarded_for="203.0.113.9")
