"""A new e-mail address is between its owner and her new mailbox."""

from __future__ import annotations

from tests.browser.mailbox import Mailbox
from tests.real.world import RealWorld


def test_the_old_mailbox_learns_that_it_was_changed_and_no_more(
    world: RealWorld,
) -> None:
    """Somebody else may still read it."""
    old = world.accounts["ada"].email

    world.change_email("ada", "new.start@elsewhere.example")

    mail = Mailbox(world.wordpress.local.mail)
    _, text = mail.letter(old, "Your e-mail address was changed").split("\n\n", 1)
    assert "was changed" in text
    assert [
        word
        for word in ("new.start", "elsewhere", "ada", "###")
        if word in text.lower()
    ] == []
    assert (
        mail.letters("new.start@elsewhere.example", "Your e-mail address was changed")
        == []
    )
