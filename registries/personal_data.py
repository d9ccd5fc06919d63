"""What registries in WordPress hold on a person, read and erased by the service account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from api.exceptions import Conflict
from registries import gateway, invitees
from registries.registry import Registry, Status
from wpauth.person import Person
from wpclient.credentials import service_account
from wpclient.exceptions import Outdated
from wpclient.one_by_one import one_by_one

IN_TRASH = (
    "It lies in WordPress's trash, where nothing can be changed. Restore it or delete "
    "it there, then run the command again."
)
CHANGED = "It is being changed at this moment. Run the command again."


@dataclass(frozen=True)
class Mention:
    """A registry that names the person, or may: a damaged list can't be read."""

    registry: Registry
    is_invited: bool
    is_recipient: bool
    is_damaged: bool

    @property
    def obstacle(self) -> str:
        """Return what stands in the way of erasing all of it, "" if nothing does."""
        if self.registry.status == Status.TRASH:
            return IN_TRASH
        return invitees.DAMAGED if self.is_damaged else ""


def mentions(person: Person, registries: Iterable[Registry]) -> Iterator[Mention]:
    for registry in registries:
        meta = registry.meta
        mention = Mention(
            registry,
            is_invited=any(map(person.is_meant_by, meta.invitees or ())),
            is_recipient=person.is_meant_by(meta.recipient_email),
            is_damaged=meta.invitees is None,
        )
        if mention.is_invited or mention.is_recipient or mention.is_damaged:
            yield mention


def would_erase(
    person: Person, registries: Iterable[Registry]
) -> Iterator[tuple[int, str]]:
    """Yield what erase_mentions would, as far as that is known beforehand."""
    for mention in mentions(person, registries):
        yield mention.registry.id, mention.obstacle


def erase_mentions(
    person: Person, registries: Iterable[Registry]
) -> Iterator[tuple[int, str]]:
    """
    Yield each registry that named the person with what stands in the way, or "".

    Raises Unavailable or Refused at once: all the others would fail the same way.
    """
    found = mentions(person, registries)
    for mention, problem in one_by_one(found, partial(_erase, person)):
        yield mention.registry.id, problem


def _erase(person: Person, mention: Mention) -> None:
    registry = mention.registry
    if mention.is_recipient and registry.status != Status.TRASH:
        try:
            gateway.clear_recipient_email(registry, service_account())
        except Outdated as exc:
            raise Conflict(CHANGED) from exc
    if mention.obstacle:
        raise Conflict(mention.obstacle)
    invitees.erase(registry, person, service_account())
