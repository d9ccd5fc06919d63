"""A list of the admin as a CSV file."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from import_export.admin import ExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV
from import_export.resources import Resource

MOST_ROWS = 20_000  # what Lambda's 6 MB for an answer hold, and a person reads
# What makes a spreadsheet calculate, also in full width. The library's own setting
# (IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT) knows of "=" only.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


class ListedResource(Resource):  # type: ignore[misc]  # django-import-export has no types
    """A list's own columns, under its own headings, in its own order."""

    def __init__(self, columns: dict[str, Field], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = columns


class CsvExportMixin(ExportMixin, admin.ModelAdmin):  # type: ignore[misc]  # no types, see above
    """Exports the list as it is searched and filtered. Nothing can be imported."""

    export_formats = [CSV]
    resource_classes = [ListedResource]
    skip_export_form = True  # there is nothing to choose
    to_encoding = "utf-8-sig"  # without the mark Excel takes UTF-8 for something else

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Send the file; or back to the list, which says what is wrong."""
        try:
            rows = self.get_export_queryset(request)[: MOST_ROWS + 1].count()
        except IncorrectLookupParameters:
            return redirect(self._list_of(request))
        if rows > MOST_ROWS:
            problem = (
                f"These are more than {MOST_ROWS:,} rows, too many for one file. Nothing "
                "was exported: search or filter first, then export what is listed."
            )
            self.message_user(request, problem, messages.WARNING)
            return redirect(self._list_of(request))
        response: HttpResponse = super().export_action(request)
        return response

    def get_export_resource_kwargs(
        self, request: HttpRequest, **kwargs: Any
    ) -> dict[str, Any]:
        names = [str(name) for name in self.get_list_display(request)]
        return {"columns": {name: self._column(name) for name in names}}

    def _column(self, name: str) -> Field:
        return Field(
            column_name=label_for_field(name, self.model, self),
            dehydrate_method=partial(self._cell, name),
        )

    def _cell(self, name: str, row: Model) -> str:
        _, _, value = lookup_field(name, row, self)
        text = "" if value is None else str(value)
        return f"'{text}" if FORMULA.match(text) else text

    def _list_of(self, request: HttpRequest) -> str:
        opts = self.opts
        name = f"admin:{opts.app_label}_{opts.model_name}_changelist"
        return f"{reverse(name)}?{request.GET.urlencode()}"
