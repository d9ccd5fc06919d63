from __future__ import annotations

from django.core.checks import CheckMessage, run_checks
from django.test import SimpleTestCase, override_settings


def ours() -> list[CheckMessage]:
    return [message for message in run_checks() if str(message.id).startswith("wpauth")]


class ChecksTests(SimpleTestCase):
    def test_the_tests_own_settings_are_fine(self) -> None:
        assert ours() == []

    def test_wp_base_url_must_be_an_address(self) -> None:
        for url in ("", "wordpress.test", "ftp://wordpress.test", "https://"):
            with override_settings(WP_BASE_URL=url):
                assert [message.id for message in ours()] == ["wpauth.E001"]

    def test_wp_base_url_holds_no_password(self) -> None:
        with override_settings(WP_BASE_URL="https://ada:pw@wordpress.test"):
            [message] = ours()

        assert message.id == "wpauth.E002"
        assert "pw" not in message.msg

    def test_trusted_proxies_are_addresses(self) -> None:
        proxies = ["10.0.0.7", "10.0.0.0/8", "::1", "the proxy"]
        with override_settings(TRUSTED_PROXIES=proxies):
            [message] = ours()

        assert message.id == "wpauth.E003"
        assert "'the proxy'" in message.msg

    def test_the_service_account_is_missed(self) -> None:
        with override_settings(WP_BASIC_AUTH_PASSWORD=""):
            assert [message.id for message in ours()] == ["wpauth.W001"]

    def test_every_message_says_what_to_do(self) -> None:
        with override_settings(
            WP_BASE_URL="", TRUSTED_PROXIES=["x"], WP_BASIC_AUTH_USER=""
        ):
            messages = ours()

        assert len(messages) == 3
        assert all(message.hint for message in messages)
