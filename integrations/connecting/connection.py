"""A site connects, and ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from integrations.callers import SiteCaller
from integrations.connecting.two_sided_check import Check
from integrations.models import SiteIntegration


@dataclass(frozen=True)
class Connected:
    integration: SiteIntegration
    checks: list[Check]


def connect(caller: SiteCaller, body: dict[str, Any]) -> Connected:
    """
    Keep the site's password, and try it. `body` is a valid ConnectBody.

    Raises FailedToConnect, SiteNotFound, SiteNotActive, or credentials.NoKeys. A site
    that can't be reached, or that refuses the password, is connected all the same: the
    checks say so.
    """
    raise NotImplementedError


def disconnect(integration: SiteIntegration, *, by: int | None) -> None:
    """Forget the password and end all keys; `by` is a person of the hub, None the site."""
    raise NotImplementedError
