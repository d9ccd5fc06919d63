from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from packages.admin.read_only import ReadOnlyAdmin
from packages.models import Run

NOTHING = "-"


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("started_at", "command", "status", "seconds", "error_line")
    list_display_links = ("started_at", "command")
    list_filter = ("status", "command")
    search_fields = ("error",)
    search_help_text = "A part of the error"
    ordering = ("-pk",)
    fields = (
        *("command", "status", "started_at", "finished_at", "seconds", "pid"),
        *("log_file", "error_text", "step_table", "counter_list"),
    )

    @admin.display(description="seconds")
    def seconds(self, run: Run) -> str:
        if not run.finished_at:
            return NOTHING
        return f"{(run.finished_at - run.started_at).total_seconds():.1f}"

    @admin.display(description="error")
    def error_line(self, run: Run) -> str:
        return run.error.partition("\n")[0][:200]

    @admin.display(description="error")
    def error_text(self, run: Run) -> str:
        return format_html("<pre>{}</pre>", run.error) if run.error else NOTHING

    @admin.display(description="log")
    def log_file(self, run: Run) -> str:
        if not run.log:
            return NOTHING
        url = reverse("admin:packages_log", args=(run.log,))
        return format_html('<a href="{}">{}</a>', url, run.log)

    @admin.display(description="steps")
    def step_table(self, run: Run) -> str:
        rows = [
            (step["name"], step["status"], step["seconds"], _counted(step))
            for step in run.steps
        ]
        if not rows:
            return NOTHING
        cells = "<tr><th scope='row'>{}</th><td>{}</td><td>{} s</td><td>{}</td></tr>"
        return format_html("<table>{}</table>", format_html_join("", cells, rows))

    @admin.display(description="counters")
    def counter_list(self, run: Run) -> str:
        return _as_text(run.counters) or NOTHING


def _counted(step: Mapping[str, Any]) -> str:
    return _as_text(step.get("counters", {}))  # none before it has ended


def _as_text(counters: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counters.items())
