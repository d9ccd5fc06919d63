"""What an import says about itself."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import ngettext

from items.first_generation.lambda_import import Outcome, RowResult


class Report:
    """Counts what became of the rows; a row that needs a look has its own line."""

    def __init__(self, *, dry_run: bool) -> None:
        self.prefix = "Nothing was written; it would be: " if dry_run else ""
        self.results: Counter[RowResult] = Counter()
        self.without_address = self.without_registry = self.overbought = 0

    def add(self, outcome: Outcome) -> str:
        """Return the line, or ""."""
        reason = outcome.reason
        self.results[outcome.result] += 1
        if fields := outcome.fields:
            self.without_address += "url" not in fields
            is_new = outcome.result is RowResult.IMPORTED
            self.without_registry += is_new and "registry_id" not in fields
            bought = fields.get("quantity_purchased", 0)
            if bought > (wanted := fields.get("quantity_needed", 1)):
                self.overbought += 1
                reason = reason or f"{bought} bought, {wanted} wanted; taken as it is"
        return f"item {outcome.item_id}, {outcome.result}: {reason}" if reason else ""

    @property
    def all_were_refused(self) -> bool:
        return self.results.total() == self.results[RowResult.REFUSED] > 0

    def __str__(self) -> str:
        counts = ", ".join(f"{self.results[result]} {result}" for result in RowResult)
        rows = self.results.total()
        text = self.prefix + ngettext("%d row", "%d rows", rows) % rows
        text += f" read, {counts}."
        if number := self.without_address:
            text += ngettext(" %d has", " %d have", number) % number
            text += " no shop's address."
        if self.without_registry:
            text += f" {self.without_registry} came without a registry: now run "
            text += "backfill_registry_ids."
        if self.overbought:
            text += f" More is bought than wanted of {self.overbought}."
        return text
