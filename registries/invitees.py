"""Changes of a registry's list of invitees."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from api.exceptions import Conflict, NotFound
from registries import gateway
from registries.access import Access
from registries.registry import Registry
from wpauth.person import Person
from wpclient.credentials import Credentials
from wpclient.exceptions import Outdated

MOST_INVITEES = 200  # of one registry
ROUNDS = 10  # of several that write at once, one gets through in each
DAMAGED = (
    "The list of invitees is damaged in WordPress (restart_invitees is not a JSON "
    "list). It has to be mended there first."
)


def add(access: Access, names: Iterable[str], credentials: Credentials) -> list[str]:
    return _change(
        access.registry, credentials, lambda invitees: union(invitees, names)
    )


def remove(access: Access, name: str, credentials: Credentials) -> list[str]:
    name = name.casefold()
    if name not in map(str.casefold, known_invitees(access.registry)):
        raise NotFound("Invitee not found on this registry.")
    return _change(
        access.registry,
        credentials,
        lambda invitees: [entry for entry in invitees if entry.casefold() != name],
    )


def replace(access: Access, names: Iterable[str], credentials: Credentials) -> None:
    _change(access.registry, credentials, lambda _: union([], names))


def erase(registry: Registry, person: Person, credentials: Credentials) -> None:
    """Take every entry off that is this person's address."""
    _change(
        registry,
        credentials,
        lambda invitees: [entry for entry in invitees if not person.is_meant_by(entry)],
    )


def _change(
    registry: Registry,
    credentials: Credentials,
    edit: Callable[[list[str]], list[str]],
) -> list[str]:
    """Write the edited list; if somebody else wrote in between, edit theirs."""
    for _ in range(ROUNDS):
        invitees = known_invitees(registry)
        wanted = edit(invitees)
        if wanted == invitees:
            return invitees
        try:
            gateway.write_list(registry.id, "invitees", wanted, invitees, credentials)
        except Outdated:
            registry = gateway.get(registry.id, credentials, context="edit")
        else:
            return wanted
    raise Conflict("Others are changing this list at this moment. Try again.")


def known_invitees(registry: Registry) -> list[str]:
    """Return the list, or raise Conflict if it can't be read."""
    if registry.meta.invitees is None:
        raise Conflict(DAMAGED)
    return list(registry.meta.invitees)


def union(invitees: list[str], names: Iterable[str]) -> list[str]:
    """Return the list with the new names last, each person once in any case."""
    wanted: dict[str, str] = {}
    for name in (*invitees, *names):
        wanted.setdefault(name.casefold(), name)
    if len(wanted) > max(MOST_INVITEES, len(invitees)):
        raise Conflict(f"A registry has room for {MOST_INVITEES} invitees.")
    return list(wanted.values())
