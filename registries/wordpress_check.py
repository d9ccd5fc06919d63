"""Checks that WordPress is set up as the API needs it, and says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from registries.gateway import ROUTE
from registries.meta import TEXTS
from wpauth.users import WordPressUser
from wpauth.verification import who_am_i
from wpclient.client import get_client
from wpclient.credentials import service_account
from wpclient.exceptions import BadAnswer, Refused, Unavailable, WordPressError
from wpclient.reachability import ask_openly

NAMESPACE = "restart-registry/v1"
META = {"item_ids", "invitees", "is_for_self", "allow_indexing", *TEXTS}
FIELDS = {"restart_title", "restart_story", "restart_owner_name"}
CAPABILITIES = {
    "manage_restart_registry",
    "edit_restart_registries",
    "edit_others_restart_registries",
    "edit_private_restart_registries",
    "edit_published_restart_registries",
    "read_private_restart_registries",
}
ACTIVATE = (
    "Copy wordpress/plugins/restart-registry into wp-content/plugins and activate it; "
    "if it is active, deactivate and activate it once."
)


@dataclass(frozen=True)
class Finding:
    subject: str
    problem: str = ""  # empty: all is well
    hint: str = ""


def findings() -> Iterator[Finding]:
    """Check one thing after the other; skip what depends on one that failed."""
    try:
        index = ask_openly("GET", "/").data
    except Refused:  # REST is for people who are logged in, and our account isn't
        yield from _service_account()
        return
    except WordPressError as exc:
        yield _not_reachable(exc)
        return
    yield Finding(f"WordPress answers at {settings.WP_BASE_URL}")
    yield _application_passwords(index)
    yield from _plugin(index)
    yield from _service_account()


def _not_reachable(exc: WordPressError) -> Finding:
    hint = "Is WP_BASE_URL right, without /wp-json? Is the site up?"
    if isinstance(exc, BadAnswer):
        hint = (
            "Something answers, but not WordPress's REST API. Set Settings, Permalinks "
            "to anything but Plain; give WP_BASE_URL with the https and the www that "
            "the site redirects to; let firewalls and security plugins pass /wp-json."
        )
    elif isinstance(exc, Unavailable):
        hint += " Can this machine reach it within WP_CONNECT_TIMEOUT?"
    return Finding(f"WordPress at {settings.WP_BASE_URL}", str(exc), hint)


def _application_passwords(index: Any) -> Finding:
    subject = "Application passwords are on"
    offered = index.get("authentication") if isinstance(index, dict) else None
    if offered and "application-passwords" in offered:
        return Finding(subject)
    return Finding(
        subject,
        "WordPress doesn't offer them",
        "It does over https only, unless WP_ENVIRONMENT_TYPE is 'local'. Behind a "
        "proxy that ends https, let wp-config.php set $_SERVER['HTTPS'] = 'on' from "
        "X-Forwarded-Proto. Some security plugins switch them off.",
    )


def _plugin(index: Any) -> Iterator[Finding]:
    namespaces = index.get("namespaces", []) if isinstance(index, dict) else []
    missing = "" if NAMESPACE in namespaces else f"no REST routes {NAMESPACE}"
    yield Finding("The plugin restart-registry is active", missing, ACTIVATE)
    subject = "The post type has its meta and its fields"
    try:
        answer = ask_openly("OPTIONS", ROUTE)
    except WordPressError as exc:
        yield Finding(subject, str(exc), ACTIVATE)
        return
    yield Finding(subject, _missing_properties(answer.data), ACTIVATE)


def _missing_properties(options: Any) -> str:
    try:
        properties = options["schema"]["properties"]
        meta = properties.get("meta", {}).get("properties", {})
    except (KeyError, TypeError, AttributeError):
        return "its schema can't be read"
    missing = {f"meta.restart_{name}" for name in META if f"restart_{name}" not in meta}
    missing |= FIELDS - set(properties)
    return f"missing: {', '.join(sorted(missing))}" if missing else ""


def _service_account() -> Iterator[Finding]:
    subject = "Authorization arrives, and the service account is known"
    try:
        user = who_am_i(service_account())
    except Refused:
        yield Finding(
            subject,
            "WordPress refused WP_BASIC_AUTH_USER and WP_BASIC_AUTH_PASSWORD",
            "The password must be an application password of that account. If it is, "
            "the server drops the header: with Apache and CGI or FPM add "
            "'CGIPassAuth On' (or a RewriteRule that sets HTTP_AUTHORIZATION).",
        )
        return
    except WordPressError as exc:
        yield Finding(subject, str(exc), "Try users/me with curl; see its answer.")
        return
    yield Finding(subject)
    yield _capabilities(user)
    yield _staff_route(user)


def _capabilities(user: WordPressUser) -> Finding:
    missing = CAPABILITIES - user.capabilities
    problem = f"missing: {', '.join(sorted(missing))}" if missing else ""
    hint = f"Give {user.username} the role restart_registry_service. {ACTIVATE}"
    return Finding("The service account has its capabilities", problem, hint)


def _staff_route(user: WordPressUser) -> Finding:
    subject = "The plugin tells who is staff"
    try:
        data = get_client().get(f"/{NAMESPACE}/staff/{user.id}", service_account()).data
    except WordPressError as exc:
        return Finding(subject, str(exc), ACTIVATE)
    return Finding(
        subject, "" if data == {"is_admin": True} else "a wrong answer", ACTIVATE
    )
