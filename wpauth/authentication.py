from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from wpauth.addresses import client_address
from wpauth.site_account import site_account
from wpauth.users import WordPressUser
from wpauth.verification import verify
from wpclient.credentials import Credentials
from wpclient.exceptions import MalformedCredentials, Refused


class WordPressRequest(Request):
    """A request that `WordPressAuthentication` has let through."""

    user: WordPressUser  # type: ignore[assignment]  # not Django's User: see users.py
    auth: Credentials


class WordPressAuthentication(BaseAuthentication):
    """
    Authenticate with a WordPress application password, sent as HTTP Basic.

    On success `request.user` is a `WordPressUser`, and `request.auth` the
    credentials, so that registries can be read and written as the caller.
    """

    def authenticate(
        self, request: Request
    ) -> tuple[WordPressUser, Credentials] | None:
        header = get_authorization_header(request)
        if not header:
            return None  # nobody: IsAuthenticated says 401
        try:
            credentials = Credentials.from_header(header.decode("latin-1"))
            user = site_account(credentials) or verify(
                credentials, address=client_address(request._request)
            )
        except MalformedCredentials as exc:
            raise AuthenticationFailed(
                "The Authorization header must be Basic, with base64 of user:password."
            ) from exc
        except Refused as exc:
            raise AuthenticationFailed(
                "WordPress refused this user name and application password."
            ) from exc
        return user, credentials

    def authenticate_header(self, request: Request) -> str:
        return 'Basic realm="restart-registry", charset="UTF-8"'
