"""Asks the bridge how it is, and says what doesn't work and how to mend it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from integrations.addresses import normalised
from integrations.bridge import Bridge
from integrations.connecting.structure import remember_versions
from integrations.events import record
from integrations.exceptions import (
    NotConnected,
    SiteBadAnswer,
    SiteError,
    SiteForbidden,
    SiteNotActive,
    SiteNotAsked,
    SiteNotPublic,
    SiteNotUnderstood,
    SiteRefused,
    SiteUnavailable,
)
from integrations.models import EventType, SiteIntegration
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
    integration.refresh_from_db(fields=["credentials"])
    began = time.monotonic()
    answer: Status | SiteError
    try:
        answer = Bridge.of(integration).status()
    except SiteError as exc:
        answer = exc
    milliseconds = round((time.monotonic() - began) * 1000)
    return _store(integration, answer, asked=True, milliseconds=milliseconds)


def check_each(
    integrations: Iterable[SiteIntegration],
) -> Iterator[tuple[SiteIntegration, list[Check]]]:
    """Check one after the other; what ends meanwhile is passed over."""
    for integration in integrations:
        try:
            yield integration, check(integration)
        except (NotConnected, SiteNotActive):
            continue


def store(integration: SiteIntegration, answer: Status | SiteError) -> list[Check]:
    """
    Take what status() returned or raised in a run as a check.

    It becomes an event only if it is news.
    """
    return _store(integration, answer, asked=False)


def _store(
    integration: SiteIntegration,
    answer: Status | SiteError,
    *,
    asked: bool,
    milliseconds: int | None = None,
) -> list[Check]:
    if isinstance(answer, SiteNotAsked):
        raise answer  # which says nothing about the site
    checks = _checks(integration, answer)
    shown = [asdict(each) for each in checks]
    # The answer says nothing of a password that came meanwhile.
    rows = SiteIntegration.objects.filter(credentials=integration.credentials)
    with transaction.atomic():
        row = rows.select_for_update().filter(pk=integration.pk).first()
        if row is None:
            return checks
        is_news = row.checks != shown
        row.checked_at, row.checks = timezone.now(), shown
        row.check_failures = 0 if checks[-1].ok else row.check_failures + 1
        row.save(update_fields=["checked_at", "checks", "check_failures"])
        if asked or is_news:
            last = checks[-1]
            error = "" if last.ok else f"{last.name}: {last.hint}"
            action = "passed" if last.ok else "failed"
            taken = {"duration_ms": milliseconds}
            record(row, EventType.CHECK, action, error=error, **taken)
    if isinstance(answer, Status):
        bridge, wordpress = answer.bridge_version, answer.wordpress_version
        remember_versions(row, bridge=bridge, wordpress=wordpress)
    return checks


def _checks(integration: SiteIntegration, answer: Status | SiteError) -> list[Check]:
    failed, hint = _failure(integration.site.url, answer)
    checks: list[Check] = []
    for name in NAMES:
        if name == failed:
            return [*checks, Check(name, False, hint)]
        checks.append(Check(name, True))
    return checks


def _failure(url: str, answer: Status | SiteError) -> tuple[str, str]:
    """Return which check failed and what to do; two empty texts if none did."""
    match answer:
        case Status():
            return _another_site(url, answer.site_url)
        case SiteNotPublic():
            return "address_answers", (
                f"{url}: {answer}. We call https addresses that are public. If this one "
                "has to be private, INTEGRATIONS_PRIVATE_HOSTS can name it."
            )
        case SiteUnavailable():
            return "address_answers", (
                f"Nothing answers at {url} ({answer}). See whether the address is right, "
                "whether the site is up, and whether its firewall lets us in."
            )
        case SiteRefused():
            return "password_accepted", (
                f"The password doesn't count ({answer}). Either it was revoked: connect "
                "again. Or the site's server drops the header Authorization: with "
                "Apache, CGIPassAuth On in .htaccess lets it through."
            )
        case SiteForbidden():
            return "bridge_active", (
                f"The account may not read the bridge ({answer}). Connect again, and "
                "see whether a security plugin closes the REST API."
            )
        case SiteNotUnderstood():
            return "bridge_active", f"The bridge can't be understood: {answer}."
        case SiteBadAnswer(code=""):
            return "rest_api_answers", (
                f"Something answers at {url}, but not as WordPress's REST API does "
                f"({answer}). A redirect means that the address is spelled in another "
                f"way there; else see whether {url}/wp-json/ shows JSON in a browser."
            )
        case SiteBadAnswer(code="rest_no_route"):
            return "bridge_active", (
                f"WordPress answers at {url}, but the plugin Restart Bridge isn't active "
                "there. Activate it, then connect again."
            )
    return "bridge_active", (
        f"The bridge failed ({answer}). Its server's error log says why."
    )


def _another_site(url: str, said: str) -> tuple[str, str]:
    try:
        is_same = normalised(said) == url
    except ValueError:
        is_same = False
    if is_same:
        return "", ""
    return "same_site", (
        f"We called {url}, and the WordPress there says that it is {said}. Make both the "
        "same: the address of the site here, or in WordPress under Settings → General."
    )
