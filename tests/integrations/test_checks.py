"""`manage.py check` finds unusable keys and hosts, and says how to make a key."""

from __future__ import annotations

from cryptography.fernet import Fernet
from django.conf import settings
from django.test import SimpleTestCase, override_settings

from integrations.checks import check_credential_keys, check_private_hosts


class CredentialKeysTests(SimpleTestCase):
    def test_keys_of_fernet_are_fine(self) -> None:
        keys = [Fernet.generate_key().decode(), *settings.CREDENTIAL_KEYS]
        with override_settings(CREDENTIAL_KEYS=keys):
            assert check_credential_keys() == []

    @override_settings(CREDENTIAL_KEYS=[])
    def test_none_is_a_warning_that_says_how_to_make_one(self) -> None:
        [warning] = check_credential_keys()

        assert warning.id == "integrations.I001"
        assert "Fernet.generate_key()" in str(warning.hint)

    def test_others_are_errors_that_do_not_show_the_key(self) -> None:
        secret = "a password from somewhere"
        keys = [*settings.CREDENTIAL_KEYS, secret, "ä" * 44]
        with override_settings(CREDENTIAL_KEYS=keys):
            second, third = check_credential_keys()

        assert (second.id, third.id) == ("integrations.E001",) * 2
        assert second.msg.startswith("Key 2 ")
        assert third.msg.startswith("Key 3 ")
        assert secret not in f"{second.msg}{second.hint}"


class PrivateHostsTests(SimpleTestCase):
    def test_hosts_with_a_port_are_fine(self) -> None:
        hosts = ["127.0.0.1:8080", "wordpress:80", "my-shop.internal:65535"]
        with override_settings(INTEGRATIONS_PRIVATE_HOSTS=hosts):
            assert check_private_hosts() == []

    def test_whatever_else_is_an_error(self) -> None:
        hosts = [
            "127.0.0.1",
            "http://wordpress:80",
            "WordPress:80",
            "a:80/b",
            ":80",
            "",
        ]
        with override_settings(INTEGRATIONS_PRIVATE_HOSTS=hosts):
            found = check_private_hosts()

        assert [error.id for error in found] == ["integrations.E002"] * len(hosts)
        assert all(
            repr(host) in error.msg for host, error in zip(hosts, found, strict=True)
        )
