"""The questions that support staff ask of the list of items."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from items.models import AffiliateStatus, Item


class QuestionFilter(admin.SimpleListFilter):
    """A question that a condition answers with yes or no."""

    condition: ClassVar[Q]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Item]
    ) -> QuerySet[Item]:
        match self.value():
            case "yes":
                return queryset.filter(self.condition)
            case "no":
                return queryset.exclude(self.condition)
        return queryset


class ActiveFilter(QuestionFilter):
    title = "whether it is on its registry"
    parameter_name = "active"
    condition = Q(is_active=True)


class WantedFilter(QuestionFilter):
    title = "whether it is still wanted"
    parameter_name = "wanted"
    condition = Q(quantity_purchased__lt=F("quantity_needed"))


class AffiliateFilter(QuestionFilter):
    title = "whether its link earns a commission"
    parameter_name = "affiliate"
    condition = Q(affiliate_url__isnull=False, affiliate_status=AffiliateStatus.ACTIVE)


class RegistryFilter(QuestionFilter):
    title = "whether its registry is known"
    parameter_name = "registry"
    condition = Q(registry_id__isnull=False)


class AddressFilter(QuestionFilter):
    title = "whether it has a shop's address"
    parameter_name = "address"
    condition = ~Q(url="")


class OverboughtFilter(QuestionFilter):
    title = "whether more is bought than wanted"
    parameter_name = "overbought"
    condition = Q(quantity_purchased__gt=F("quantity_needed"))


class OneRegistryFilter(admin.SimpleListFilter):
    """Narrows the list to the registry that a link names; it offers no choices."""

    title = "registry"
    parameter_name = "registry_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = self.value()
        return [(chosen, f"Registry {chosen}")] if chosen else []

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Item]
    ) -> QuerySet[Item] | None:
        chosen = self.value()
        if chosen is None:
            return None
        is_number = len(chosen) < 20 and chosen.isascii() and chosen.isdigit()
        return queryset.filter(registry_id=chosen) if is_number else queryset.none()
