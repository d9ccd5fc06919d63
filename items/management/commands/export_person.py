from __future__ import annotations

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext
from tqdm import tqdm

from items.models import Item
from items.personal_data.export import document
from items.personal_data.holdings import look_up
from registries.all_registries import all_registries
from registries.management.explained import explained
from registries.personal_data import Mention, mentions
from wpauth.person import Person


class Command(BaseCommand):
    help = "Write as JSON all that is kept on the person with this e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *, email: str, **options: Any) -> None:
        try:
            person = Person.known_by(email)
        except ValueError as exc:
            raise CommandError(str(exc)) from exc
        named_in = self._ask_wordpress(person)
        holdings = look_up(person)
        text = orjson.dumps(
            document(person, holdings, named_in),
            option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z,
        )
        self.stdout.write(text.decode())
        number = len(named_in)
        registries = ngettext("%d registry", "%d registries", number) % number
        self._report(f"Here: {holdings}. In WordPress: {registries}.")

    def _ask_wordpress(self, person: Person) -> list[Mention]:
        every = all_registries(may_be_none=not Item.objects.name_a_registry())
        registries = tqdm(every, desc="Registries", disable=None)
        with explained("Nothing was written."):
            found = list(mentions(person, registries))
        for mention in found:
            if mention.is_damaged:
                self._report(
                    f"registry {mention.registry.id}: its list of invitees is damaged in "
                    "WordPress. Look there whether it names the person."
                )
        return [found for found in found if found.is_invited or found.is_recipient]

    def _report(self, text: str) -> None:
        """Not on stdout: that is the document."""
        self.stderr.write(text, self.style.NOTICE)
