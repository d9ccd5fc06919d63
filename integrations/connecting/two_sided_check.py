"""Asks the bridge how it is, and says what doesn't work and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from integrations.exceptions import SiteError
from integrations.models import SiteIntegration
from integrations.status import Status

NAMES = (
    "address_answers",
    "rest_api_answers",
    "password_accepted",
    "bridge_active",
    "same_site",
)


@dataclass(frozen=True)
class Check:
    name: str
    ok: bool
    hint: str = ""


def check(integration: SiteIntegration) -> list[Check]:
    """
    Ask the site now, and store what came of it. The first failure ends the list.

    Raises NotConnected and SiteNotActive: there is nothing to ask then.
    """
    raise NotImplementedError


def store(integration: SiteIntegration, answer: Status | SiteError) -> list[Check]:
    """Take what a call of status() returned or raised as a check, for runs."""
    raise NotImplementedError
