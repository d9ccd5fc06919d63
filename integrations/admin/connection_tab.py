from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from integrations import api_keys
from integrations.admin.tabs import Form, Tab
from integrations.admin.times import ago
from integrations.connecting.two_sided_check import check
from integrations.state import State, sentence_of, state_of

CHECKS = {
    "address_answers": "The address answers",
    "rest_api_answers": "WordPress's REST API answers",
    "password_accepted": "The password is accepted",
    "bridge_active": "The bridge is active",
    "same_site": "It is the same site",
}


class ConnectionTab(Tab):
    """How the connection is, which keys count, what the last check found."""

    name = "integrations_site_connection"
    key = "connection"

    def shown(self) -> dict[str, Any]:
        state = state_of(self.integration)
        checks = [
            {**each, "label": CHECKS[each["name"]]} for each in self.integration.checks
        ]
        return {
            "state": state,
            "sentence": sentence_of(state),
            "is_connected": self.integration.credentials is not None,
            "checks": checks,
            "checked": ago(self.integration.checked_at),
            "heard": ago(self.integration.heard_at),
            "keys": self.site.keys.live().order_by("-pk"),
            "never_connected": state == State.NOT_CONNECTED,
        }


class CheckNow(Form):
    name = "integrations_site_check"
    back_to = "connection"

    def do(self) -> None:
        last = check(self.integration)[-1]
        if last.ok:
            self.say("All is well: the site answers as it should.")
        else:
            self.say(f"{CHECKS[last.name]}: no. {last.hint}", messages.WARNING)


class MakeKey(ConnectionTab):
    """Show the new key on the page that answers, and nowhere else ever."""

    name = "integrations_site_make_key"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        key = api_keys.issue(self.site, created_by=self.staff_id)
        self.model_admin.log_change(request, self.site, "Made a key.")
        return self.page({**self.shown(), "new_key": key})


class RevokeKey(Form):
    name = "integrations_site_revoke_key"
    back_to = "connection"

    def do(self) -> None:
        key = self.site.keys.filter(pk=self.kwargs["key_id"]).first()
        if key is None:
            raise Http404
        api_keys.revoke(key)
        self.log(f"Revoked key {key.prefix}.")
        self.say(
            f"Key {key.prefix} counts no longer, from {timezone.now():%H:%M} UTC on."
        )
