from __future__ import annotations

from django.apps import AppConfig


class WpauthConfig(AppConfig):
    name = "wpauth"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from wpauth import checks  # noqa: F401  # registers itself
        from wpauth.staff.roles import end_session_in_time

        user_logged_in.connect(end_session_in_time)
