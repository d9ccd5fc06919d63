"""All registries of a site, for jobs that must not take a part for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from registries import gateway
from registries.registry import Registry
from registries.wordpress_check import CAPABILITIES
from wpauth.verification import who_am_i
from wpclient.credentials import service_account
from wpclient.exceptions import Forbidden


def all_registries(*, may_be_none: bool = False) -> Iterator[Registry]:
    """
    Yield every registry with its lists, or raise a WordPressError.

    `may_be_none`: nothing here says that there are some. A database that WordPress
    can't read looks to it, and so to us, like one without posts.

    From an account that may not edit them WordPress hides the lists, and many a
    registry, without a word: items would seem to be named, and people invited, nowhere.
    """
    missing = CAPABILITIES - who_am_i(service_account()).capabilities
    if missing:
        raise Forbidden(f"the service account lacks {', '.join(sorted(missing))}")
    yield from gateway.every_registry(service_account(), may_be_none=may_be_none)
