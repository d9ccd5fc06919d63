from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.arguments import row_id
from integrations.connecting.adding import add_site


class Command(BaseCommand):
    help = "Let a WordPress site connect: print its key, this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", metavar="URL", help="as in https://shop.example.org")
        parser.add_argument("--name", required=True, help="what staff call it")
        parser.add_argument("--email", required=True, help="of the site's contact")
        parser.add_argument(
            "--owner", type=row_id, metavar="N", help="its account in our WordPress"
        )

    def handle(
        self,
        *,
        url: str,
        name: str,
        email: str,
        owner: int | None = None,
        **options: Any,
    ) -> None:
        try:
            site, key = add_site(url, name=name, email=email, owner_id=owner)
        except ValidationError as exc:
            raise CommandError("\n".join(_sentences(exc))) from exc
        self.stderr.write(
            f"Site {site.pk} may connect: in WordPress, Settings → Restart Bridge. This "
            "is its key, shown this once:"
        )
        self.stdout.write(key)


def _sentences(exc: ValidationError) -> list[str]:
    return [
        f"{name}: {sentence}"
        for name, sentences in exc.message_dict.items()
        for sentence in sentences
    ]
