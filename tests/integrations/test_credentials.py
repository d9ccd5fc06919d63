"""Passwords of sites are sealed: what is stored opens nothing without CREDENTIAL_KEYS."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.test import SimpleTestCase, override_settings

from integrations.credentials import NoKeys, Unreadable, reseal, seal, unseal
from wpclient.credentials import Credentials

ADA = Credentials("ada", "abcd EFGH ijkl MNOP qrst üÄ𝄞")
NEW, OLDER, OLDEST = (Fernet.generate_key().decode() for _ in range(3))


class CredentialsTests(SimpleTestCase):
    def test_what_is_sealed_can_be_opened(self) -> None:
        assert unseal(seal(ADA)) == ADA

    def test_a_token_shows_neither_name_nor_password(self) -> None:
        token = seal(ADA)

        assert "ada" not in token.lower()
        assert "EFGH" not in token
        assert seal(ADA) != token

    def test_the_newest_key_seals_and_all_open(self) -> None:
        with override_settings(CREDENTIAL_KEYS=[OLDER]):
            token = seal(ADA)

        with override_settings(CREDENTIAL_KEYS=[NEW, OLDER]):
            assert unseal(token) == ADA
            new = seal(ADA)
        with override_settings(CREDENTIAL_KEYS=[NEW]):
            assert unseal(new) == ADA
            with pytest.raises(Unreadable):
                unseal(token)

    def test_sealed_anew_it_opens_with_the_newest_alone(self) -> None:
        with override_settings(CREDENTIAL_KEYS=[OLDEST]):
            token = seal(ADA)
        with override_settings(CREDENTIAL_KEYS=[NEW, OLDER, OLDEST]):
            new = reseal(token)
            assert reseal(new) == new

        with override_settings(CREDENTIAL_KEYS=[NEW]):
            assert unseal(new) == ADA
            with pytest.raises(Unreadable):
                reseal(token)

    def test_what_was_changed_opens_no_more(self) -> None:
        token = seal(ADA)
        for text in ("", "nonsense", token[:-1], token[:30] + "A" + token[31:], "ä"):
            with pytest.raises(Unreadable):
                unseal(text)

    def test_without_a_usable_key_nothing_is_sealed(self) -> None:
        token = seal(ADA)
        for keys in ([], ["short"], [*settings.CREDENTIAL_KEYS, "no key"], ["ä" * 44]):
            with override_settings(CREDENTIAL_KEYS=keys):
                with pytest.raises(NoKeys):
                    seal(ADA)
                with pytest.raises(Unreadable):
                    unseal(token)
