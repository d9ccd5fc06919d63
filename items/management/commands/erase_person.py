from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from items.models import Item
from items.personal_data.holdings import erase, look_up
from registries.all_registries import all_registries
from registries.personal_data import erase_mentions, would_erase
from wpauth.person import Person
from wpclient.exceptions import WordPressError
from wpclient.explanations import explain

NOT_LOOKED_FOR = (
    "Not looked for: invitations by user name, and what people wrote in their own "
    "words. docs/operations.md says where."
)


class Command(BaseCommand):
    help = "Erase what is kept on the person with this e-mail address; counts stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--dry-run", action="store_true", help="only say what")

    def handle(self, *, email: str, dry_run: bool = False, **options: Any) -> None:
        try:
            person = Person.known_by(email)
        except ValueError as exc:
            raise CommandError(str(exc)) from exc
        holdings = look_up(person)
        if not dry_run:
            erase(holdings)
        erased = "Would erase" if dry_run else "Erased"
        self.stdout.write(f"{erased} here: {holdings}.")
        done, left = self._in_wordpress(person, dry_run=dry_run)
        self.stdout.write(f"{erased} in WordPress: registries {done}, {left} left.")
        self.stdout.write(NOT_LOOKED_FOR)
        if left:
            raise CommandError("Mend what is left, then run the same command again.")

    def _in_wordpress(self, person: Person, *, dry_run: bool) -> tuple[list[int], int]:
        """Return the ids of the registries that are done, and how many are left."""
        operation = would_erase if dry_run else erase_mentions
        every = all_registries(may_be_none=not Item.objects.name_a_registry())
        registries = tqdm(every, desc="Registries", disable=None)
        done, left = [], 0
        try:
            for registry_id, problem in operation(person, registries):
                if problem:
                    left += 1
                    self.stderr.write(f"registry {registry_id}: {problem}")
                else:
                    done.append(registry_id)
        except WordPressError as exc:
            state = (
                f"Those done so far: {done}. Run the same command again: it goes on."
            )
            raise CommandError(explain(exc, state)) from exc
        return done, left
