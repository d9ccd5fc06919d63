"""The seed's picture: which types a site has, how much of each is here, and Sync Now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import ngettext

from integrations.admin.drift import drift_per_day
from integrations.admin.tabs import Form, Tab
from integrations.admin.times import ago
from integrations.connecting.content_types import change_type, content_types
from integrations.connecting.structure import NAMES
from integrations.following.jobs import unfinished
from integrations.following.sync_content import accept_deletions, run_for
from integrations.models import JobKind, JobState, Kind, SyncedType, SyncJob
from integrations.models.synced_type import LARGEST_LIMIT
from integrations.state import State, sentence_of

HEADINGS = {Kind.POST_TYPE: "Post Types", Kind.TAXONOMY: "Taxonomies"}


class ContentTypesTab(Tab):
    name = "integrations_site_content_types"
    key = "content_types"

    def shown(self) -> dict[str, Any]:
        types = content_types(self.integration)
        sections: list[dict[str, Any]] = [
            {"heading": heading, "types": self._rows(kind, types[NAMES[kind]])}
            for kind, heading in HEADINGS.items()
        ]
        rows = [row for section in sections for row in section["types"]]
        followed = [
            row for row in rows if row["enabled"] and row["missing_since"] is None
        ]
        state = State(types["state"])
        return {
            "state": state,
            "is_ready": state == State.READY,
            "sentence": sentence_of(state),
            "structure_fetched": types["structure_fetched"],
            "last_structure_fetch": ago(types["last_structure_fetch"]),
            "sync_is_on": types["plugin_connection_enabled"],
            "sections": sections,
            "synced": sum(row["synced_count"] for row in followed),
            "total": sum(row["count"] for row in followed),
            "job": unfinished(self.integration, JobKind.CONTENT),
            "last_job": self._last_job(),
            "held": any(row["held"] for row in rows),
            "drift": drift_per_day(self.integration),
        }

    def _rows(self, kind: Kind, types: dict[str, Any]) -> list[dict[str, Any]]:
        rows = SyncedType.objects.filter(integration=self.integration, kind=kind)
        known = {row.slug: row for row in rows}
        return [
            {
                **entry,
                "id": known[slug].pk,
                "held": known[slug].deletions_held_at,
                "last_fetch": ago(entry["last_synced_at"]),
            }
            for slug, entry in types.items()
        ]

    def _last_job(self) -> SyncJob | None:
        ended = self.integration.jobs.filter(kind=JobKind.CONTENT)
        return ended.exclude(finished_at=None).order_by("-finished_at").first()


class SyncNow(Form):
    """Work for some seconds; the page says how far it is, and offers to go on."""

    name = "integrations_site_sync"
    back_to = "content_types"

    def do(self) -> None:
        job = run_for(self.integration, person=self.staff_id)
        if job.state == JobState.COMPLETED and not job.error:
            self.say("Everything is here.")


class AcceptDeletions(Form):
    name = "integrations_site_accept_deletions"
    back_to = "content_types"

    def do(self) -> None:
        number = accept_deletions(self.integration, by=self.staff_id)
        if not number:
            self.say("No deletions are held.", messages.WARNING)
            return
        types = ngettext("%d type", "%d types", number) % number
        self.log(f"Accepted the deletions of {types}.")
        self.say(f"The deletions of {types} happen with the next run.")


class _TypeForm(forms.Form):
    enabled = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda text: text == "yes",
        empty_value=None,
        required=False,
    )
    fetch_limit = forms.IntegerField(
        min_value=1, max_value=LARGEST_LIMIT, required=False
    )


class ChangeType(Form):
    """The badge toggles, the limit is a field: each is a form of its own."""

    name = "integrations_site_change_type"
    back_to = "content_types"

    def do(self) -> None:
        row = SyncedType.objects.filter(
            integration=self.integration, pk=self.kwargs["type_id"]
        ).first()
        if row is None:
            raise Http404
        form = _TypeForm(self.request.POST)
        if not form.is_valid():
            limit = f"The limit is a whole number from 1 to {LARGEST_LIMIT}."
            self.say(f"{limit} Nothing was changed.", messages.ERROR)
            return
        changes = {
            name: value
            for name, value in form.cleaned_data.items()
            if value is not None and name in self.request.POST
        }
        changed = change_type(self.integration, Kind(row.kind), row.slug, **changes)
        self.log(f"{row.slug}: {changes}.")
        followed = "is followed" if changed["enabled"] else "isn't followed"
        self.say(
            f"{changed['label']} {followed}, with a limit of {changed['fetch_limit']} a "
            f"pass, from {timezone.now():%H:%M} UTC on."
        )
