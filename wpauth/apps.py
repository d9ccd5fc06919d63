from __future__ import annotations

from django.apps import AppConfig


class WpauthConfig(AppConfig):
    name = "wpauth"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from wpauth import checks, staff  # noqa: F401  # checks registers itself

        user_logged_in.connect(staff.end_session_in_time)
