"""What a newcomer sees when all is ready."""

from __future__ import annotations

from collections.abc import Mapping

from wordpress.local.accounts import Account
from wordpress.local.progress import say, step

PLACES = """
  Open this: {wordpress}/

  Registries {public}
                 Ada's public one, as anybody sees it
             {private}
                 her private one: "not found" until ada or bob has logged in
  Log in     {wordpress}/login/    (ada, bob or carol, password)
  Staff      {wordpress}/wp-admin/admin.php?page=restart-registry    (eve, password)
  API        {api}    routes: {api}/docs
  Support    {api}/admin/    (eve, application password)
  Composer   {api}/packages/packages.json
  Logs       .local/api.log, .local/wordpress/php.log    mail: .local/mail/
"""
ACCOUNTS = """\
  Accounts, of this machine alone:
             {:<22}{:<26}e-mail"""
ROLES = {
    "ada": "owns both registries",
    "bob": "is invited to the private one",
    "carol": "is a stranger",
    "eve": "is the administrator",
}
TRY = """
  Try:
  curl -i -u 'ada:{ada}' {api}/registries
      200: Ada's two registries
  curl -i -u 'bob:{bob}' {api}/registries/{private}/items
      200: the items of the private one, as Bob is invited
  curl -i -u 'carol:{carol}' {api}/registries/{private}/items
      403: Carol is not

  Composer, in an empty folder:
  composer init -n --name=ada/site --repository={api}/packages && composer config secure-http false
  composer config allow-plugins.composer/installers true && composer require -n restart/restart-registry
      our plugin, in wp-content/plugins
  .venv/bin/python manage.py pipeline
      here: 27 popular packages of WordPress.org join it
"""


def welcome(
    api: str,
    wordpress: str,
    cast: Mapping[str, Account],
    registries: Mapping[str, int],
    pages: Mapping[str, str],
) -> None:
    passwords = {name: one.application_password for name, one in cast.items()}
    say(PLACES.format(api=api, wordpress=wordpress, **pages))
    say(ACCOUNTS.format("password", "application password"))
    for name, one in cast.items():
        say(
            f"  {name:<11}{one.password:<22}{one.application_password:<26}"
            f"{one.email:<20}  {ROLES[name]}"
        )
    say(TRY.format(api=api, private=registries["private"], **passwords))
    step("Ready. Ctrl-C stops everything.")
