from __future__ import annotations

from typing import NoReturn

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from integrations.addresses import is_private_host
from integrations.api_keys import find_live, prefix_of
from integrations.callers import SiteCaller
from integrations.exceptions import FailedToConnect, OnlyOverHttps, SiteNotActive
from integrations.models import Site
from wpauth.addresses import came_encrypted, client_address
from wpauth.authentication import WordPressAuthentication, WordPressRequest
from wpauth.throttle import Attempt
from wpauth.users import WordPressUser


class SiteRequest(WordPressRequest):
    """A request of a person of the hub, or of a connected site."""

    user: WordPressUser | SiteCaller  # type: ignore[assignment]  # as in wpauth


class SiteKeyAuthentication(BaseAuthentication):
    """
    Authenticate a connected site with its API key, sent as Bearer.

    On success `request.user` is a `SiteCaller`. Other schemes are left to the class
    after this one.
    """

    def authenticate(self, request: Request) -> tuple[SiteCaller, None] | None:
        header = get_authorization_header(request).decode("latin-1")
        scheme, _, text = header.strip().partition(" ")
        if scheme.lower() != "bearer":
            return None
        key_text = text.strip()
        _check_secrecy(request._request, key_text)
        key = find_live(key_text)
        if key is None:
            _refuse(request._request, key_text)
        if not key.site.is_active:
            raise SiteNotActive("This site was switched off. Ask our staff why.")
        return SiteCaller(key), None

    def authenticate_header(self, request: Request) -> str:
        basic = WordPressAuthentication().authenticate_header(request)
        return f'{basic}, Bearer realm="restart-registry"'


def _check_secrecy(request: HttpRequest, key_text: str) -> None:
    """Raise OnlyOverHttps, but not to sites that settings let speak plain http."""
    if came_encrypted(request):
        return
    site = Site.objects.filter(keys__prefix=prefix_of(key_text)).first()
    if site is None or not is_private_host(site.url):
        raise OnlyOverHttps("A key must not be sent over plain http: use https.")


def _refuse(request: HttpRequest, key_text: str) -> NoReturn:
    """
    Count a wrong key as a wrong password, and raise what the caller is told.

    Right ones always pass, as credentials in the cache do: nobody finds one by guessing,
    and what other sites on the same server do wrong is none of this site's business.
    """
    if prefix := prefix_of(key_text):  # else it is malformed, and that isn't counted
        Attempt(address=client_address(request), username=prefix).begin()
    raise FailedToConnect
