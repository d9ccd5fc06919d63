"""Mails come from the site when the settings name no sender, as the text beside the settings says."""

from __future__ import annotations

import pytest

from tests.real.wordpress import RealWordPress

MAILS = {
    "our own": "Restart_Registry_Plugin::mailer()->send( 'bob@example.test', 'Hello', 'Text.' );",
    "a plugin's": "wp_mail( 'bob@example.test', 'Hello', 'Text.', 'X-Other: 1' );",
    "WordPress's": "retrieve_password( 'bob' );",
}


@pytest.mark.parametrize("code", MAILS.values(), ids=MAILS)
def test_a_mail_comes_from_the_site(wordpress: RealWordPress, code: str) -> None:
    folder = wordpress.local.mail
    before = set(folder.iterdir())
    wordpress.php(code)
    (mail,) = set(folder.iterdir()) - before
    senders = [line for line in mail.read_text().splitlines() if line[:5] == "From:"]
    assert senders == ["From: The Restart <wordpress@127.0.0.1>"]
