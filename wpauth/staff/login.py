"""The form by which support staff enter the Django admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm

from wpauth.throttle import TooManyRefusals
from wpclient.exceptions import WordPressError


class StaffLoginForm(AdminAuthenticationForm):
    """Asks for an application password, and says so if WordPress fails."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": (
            "WordPress refused this user name and application password, or the account "
            "is not an administrator's. An application password is made in WordPress "
            "under Users, Profile; the password you log in to WordPress with is no good "
            "here."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "WordPress user name"
        self.fields["password"].label = "Application password"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except TooManyRefusals as exc:
            raise forms.ValidationError(
                "Too many refused logins. Wait a minute, then try again."
            ) from exc
        except WordPressError as exc:
            raise forms.ValidationError(
                "WordPress is not answering, so that nobody can log in. Your password "
                "may well be right: try again in a minute."
            ) from exc
