"""A list of the admin as a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

MOST_ROWS = 20_000  # what Lambda's 6 MB for an answer hold, and a person reads
# What makes a spreadsheet calculate, also in full width.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
MARK = "\ufeff"  # without it Excel takes UTF-8 for something else


class CsvExportMixin(admin.ModelAdmin):
    """Exports the list as it is searched and filtered: its columns, in its order."""

    change_list_template = "admin/items/list_with_export.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """Send the file; or back to the list, which says what is wrong."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            listed = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect(self._list_of(request))
        if listed.result_count > MOST_ROWS:
            problem = (
                f"These are more than {MOST_ROWS:,} rows, too many for one file. Nothing "
                "was exported: search or filter first, then export what is listed."
            )
            self.message_user(request, problem, messages.WARNING)
            return redirect(self._list_of(request))
        return self._file(request, listed)

    def _file(self, request: HttpRequest, listed: ChangeList) -> HttpResponse:
        name = f"{self.opts.model_name}-{timezone.now():%Y-%m-%d}.csv"
        response = HttpResponse(
            MARK,
            content_type="text/csv",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
        columns = [str(name) for name in self.get_list_display(request)]
        file = csv.writer(response)
        file.writerow(label_for_field(name, self.model, self) for name in columns)
        file.writerows(self._cells(row, columns) for row in listed.queryset)
        return response

    def _cells(self, row: Model, columns: list[str]) -> Iterator[str]:
        for name in columns:
            _, _, value = lookup_field(name, row, self)
            text = "" if value is None else str(value)
            yield f"'{text}" if FORMULA.match(text) else text

    def _list_of(self, request: HttpRequest) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return f"{reverse(name)}?{request.GET.urlencode()}"
