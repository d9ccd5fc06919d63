"""A caller's HTTP Basic credentials: read from the header, never written anywhere."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.crypto import salted_hmac

from wpclient.exceptions import MalformedCredentials

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Credentials:
    """A WordPress user name (or e-mail address) and an application password."""

    username: str
    password: str = field(repr=False)

    @classmethod
    def from_header(cls, header: str) -> Credentials:
        """Read an Authorization header, or raise MalformedCredentials."""
        scheme, _, encoded = header.strip().partition(" ")
        if scheme.lower() != "basic":
            raise MalformedCredentials
        try:
            text = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, ValueError) as exc:
            raise MalformedCredentials from exc
        username, _, password = text.partition(":")
        return cls.from_parts(username, password)

    @classmethod
    def from_parts(cls, username: str, password: str) -> Credentials:
        """Check what a header or a form holds, or raise MalformedCredentials."""
        if not username or not password or CONTROL.search(username + password):
            raise MalformedCredentials
        return cls(username, password)

    @property
    def authorization(self) -> str:
        """The header as it is sent to WordPress."""
        pair = f"{self.username}:{self.password}".encode()
        return "Basic " + base64.b64encode(pair).decode()

    @property
    def fingerprint(self) -> str:
        """A name for the cache that doesn't give the credentials away."""
        hmac = salted_hmac(
            "wpclient.credentials", self.authorization, algorithm="sha256"
        )
        return hmac.hexdigest()


def service_account() -> Credentials:
    """Return our own WordPress account, for requests that no caller stands behind."""
    return Credentials(settings.WP_BASIC_AUTH_USER, settings.WP_BASIC_AUTH_PASSWORD)
