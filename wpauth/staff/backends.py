"""Support staff log in to the Django admin with their WordPress account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.http import HttpRequest

from wpauth.addresses import client_address
from wpauth.person import Person
from wpauth.site_account import site_account
from wpauth.staff.roles import confirm_staff
from wpauth.users import WordPressUser
from wpauth.verification import forget, verify
from wpclient.credentials import Credentials
from wpclient.exceptions import MalformedCredentials, Refused

SERVICE_ROLE = "restart_registry_service"
SUFFIX = " (WordPress {})"  # after the login, in a shadow's user name


class WordPressStaffBackend(BaseBackend):
    """
    Lets administrators in by user name and application password.

    Django's user table holds a shadow of each, with WordPress's id and no password,
    because the history of changes has to point at a user.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if request is None or not username or not password:
            return None
        try:
            credentials = Credentials.from_parts(username, password)
            forget(credentials)  # a session lasts longer than a remembered answer
            user = verify(credentials, address=client_address(request))
        except (MalformedCredentials, Refused):
            return None
        if not user.is_admin or _is_machine(user, credentials):
            return None
        confirm_staff(user.id)
        return _shadow(user)

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id).first()

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        """Staff may view and change things; nobody may add or delete any here."""
        codename = perm.rpartition(".")[2]
        return self.has_module_perms(user_obj, perm) and codename.startswith(
            ("view_", "change_")
        )

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return bool(user_obj.is_active and user_obj.is_staff)


def _is_machine(user: WordPressUser, credentials: Credentials) -> bool:
    """Whether this is the site's own account, whose password lies in files."""
    return SERVICE_ROLE in user.roles or site_account(credentials) is not None


def _shadow(user: WordPressUser) -> User:
    names = {
        # Another person may get the same login one day, but never the same id.
        "username": f"{user.username}{SUFFIX.format(user.id)}"[:150],
        "first_name": user.display_name[:150],
        "is_staff": True,
    }
    shadow, _ = User.objects.update_or_create(
        pk=user.id,
        defaults=names,
        create_defaults={**names, "password": make_password(None)},
    )
    return shadow


def shadows_of(person: Person) -> list[User]:
    """Return the shadows whose name is this address: a login may look like one."""
    return [
        shadow
        for shadow in User.objects.order_by("pk")
        if person.is_meant_by(shadow.first_name)
        or person.is_meant_by(shadow.username.removesuffix(SUFFIX.format(shadow.pk)))
    ]


def take_name_off(shadow: User) -> None:
    """Keep the id, so that the history of changes still points at somebody."""
    shadow.username, shadow.first_name = SUFFIX.format(shadow.pk).strip(), ""
    shadow.save(update_fields=["username", "first_name"])
