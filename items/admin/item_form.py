from __future__ import annotations

from typing import Any

from django import forms

from api.exceptions import Conflict
from items.models import Item


class ItemForm(forms.ModelForm):
    """The API's rules for an item, for support staff."""

    class Meta:
        model = Item
        fields = [
            "name",
            "url",
            "description",
            "notes",
            "retailer",
            "image_url",
            "price",
            "quantity_needed",
            "affiliate_url",
            "affiliate_status",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
            "url": forms.URLInput(attrs={"class": "vLargeTextField"}),
            "affiliate_url": forms.URLInput(attrs={"class": "vLargeTextField"}),
            "image_url": forms.URLInput(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # What counts as changed is what this person changed, not what the API
            # wrote since the page was opened.
            field.show_hidden_initial = True
            if isinstance(field, forms.CharField):
                field.strip = False  # nothing is trimmed
        # An item from before items had an address can be changed without giving one.
        if url := self.fields.get("url"):  # missing for people who may only view
            url.required = self.instance.url != ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            self._check_quantities(data)
        except Conflict as exc:
            self.add_error("quantity_needed", str(exc))
        return data

    def _check_quantities(self, data: dict[str, Any]) -> None:
        if "quantity_needed" in self.changed_data and "quantity_needed" in data:
            Item(
                quantity_needed=data["quantity_needed"],
                quantity_purchased=self.instance.quantity_purchased,
            ).check_quantities()
