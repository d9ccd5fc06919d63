"""Asks WordPress who a caller is, once per credential and cache time."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from wpauth.shared_flight import shared_flight
from wpauth.single_flight import SingleFlight
from wpauth.throttle import Attempt, count_as_one
from wpauth.users import WordPressUser
from wpclient.client import get_client
from wpclient.credentials import Credentials
from wpclient.exceptions import BadAnswer, Forbidden, NoSuchPost, Refused
from wpclient.slots import slot

REFUSED = "refused"
REFUSED_TTL = 5  # seconds: the password may become valid at any moment
ADMINISTRATOR_TTL = 60  # seconds, for which a former administrator keeps access

_flights: SingleFlight[WordPressUser] = SingleFlight()


def verify(credentials: Credentials, *, address: str) -> WordPressUser:
    """
    Return the user these credentials belong to.

    Raises Refused, TooManyRefusals, Unavailable or BadAnswer. An outage is never
    remembered, and never taken for a wrong password.
    """
    known = cache.get(_key(credentials))
    if isinstance(known, WordPressUser):
        return known
    with slot():  # anyone who waits for another's answer waits for WordPress, too
        return _flights.run(
            _key(credentials), lambda: _verify_once(credentials, address)
        )


def forget(credentials: Credentials) -> None:
    """Forget credentials that WordPress has refused elsewhere."""
    cache.delete(_key(credentials))


def _verify_once(credentials: Credentials, address: str) -> WordPressUser:
    with shared_flight(credentials.fingerprint):
        return _verify_anew(credentials, address)


def _verify_anew(credentials: Credentials, address: str) -> WordPressUser:
    # Another thread or process may have just fetched it.
    known = cache.get(_key(credentials))
    if isinstance(known, WordPressUser):
        return known
    attempt = Attempt(address=address, username=credentials.username)
    attempt.begin()
    if known == REFUSED:
        raise Refused("refused a moment ago")
    try:
        user = who_am_i(credentials)
    except Refused:
        cache.set(_key(credentials), REFUSED, REFUSED_TTL)
        raise
    except BaseException:
        attempt.take_back()
        raise
    attempt.take_back()
    count_as_one(user.username, user.email)
    cache.set(_key(credentials), user, _remembered_for(user))
    return user


def who_am_i(credentials: Credentials) -> WordPressUser:
    """Ask WordPress itself."""
    fields = "id,username,name,email,roles,capabilities"
    try:
        answer = get_client().get(
            "/wp/v2/users/me", credentials, context="edit", _fields=fields
        )
    except (Forbidden, NoSuchPost) as exc:
        # A firewall or a plugin closes the route, which says nothing about the password.
        raise BadAnswer(f"users/me: {exc}") from exc
    return WordPressUser.from_rest(answer.data)


def _remembered_for(user: WordPressUser) -> int:
    ttl: int = settings.WP_AUTH_CACHE_TTL
    return min(ttl, ADMINISTRATOR_TTL) if user.is_admin else ttl


def _key(credentials: Credentials) -> str:
    return f"user:{credentials.fingerprint}"
