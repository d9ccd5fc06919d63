"""The account that the site's own plugin calls with: WordPress isn't asked about it."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare

from wpauth.users import WordPressUser
from wpclient.credentials import Credentials, service_account


class SiteAccount(WordPressUser):
    """
    The plugin, which calls on behalf of a visitor whom it has checked.

    WordPress isn't asked: it would need another worker while the first waits for us.
    """

    is_site_account = True

    @property
    def is_admin(self) -> bool:
        return True


def site_account(credentials: Credentials) -> SiteAccount | None:
    """Return the site's account if these are exactly its credentials."""
    if not (settings.WP_BASIC_AUTH_USER and settings.WP_BASIC_AUTH_PASSWORD):
        return None
    expected = service_account().authorization
    if not constant_time_compare(credentials.authorization, expected):
        return None
    return SiteAccount(
        id=0,  # nobody's id; code that needs WordPress's asks for it
        username=credentials.username,
        email="",
        display_name="",
        roles=frozenset(),
        capabilities=frozenset(),
    )
