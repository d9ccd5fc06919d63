"""Every address of the Django admin, and every action of its lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.urls import URLResolver, get_resolver

ITEM, MARK = "admin/items/item/", "admin/items/outofstepregistry/"
OBJECT = "<path:object_id>/"
OPEN = {"admin/login/"}
# Staff may look at these and send their forms.
STAFFS = {
    *("admin/", "admin/logout/", "admin/^(?P<app_label>items)/$"),
    *("admin/autocomplete/", "admin/jsi18n/", "admin/(?P<url>.*)$"),
    "admin/r/<path:content_type_id>/<path:object_id>/",
    *(ITEM, f"{ITEM}export/", f"{ITEM}{OBJECT}", f"{ITEM}{OBJECT}history/"),
    *(MARK, f"{MARK}export/", f"{MARK}{OBJECT}", f"{MARK}{OBJECT}history/"),
}
# These change what is stored: closed while WordPress can't say who is staff.
CHANGING = {
    f"{ITEM}{OBJECT}change/",
    f"{ITEM}<int:item_id>/purchases/<int:purchase_id>/undo/",
}
# They ask for a password, which nobody has here: WordPress's own opens the admin.
PASSWORDS = {"admin/password_change/", "admin/password_change/done/"}
# Nobody may send these: the API makes items, and rows stay.
NOBODYS = {
    *(f"{ITEM}add/", f"{ITEM}{OBJECT}delete/"),
    *(f"{MARK}add/", f"{MARK}{OBJECT}delete/", f"{MARK}{OBJECT}change/"),
}
ACTIONS = {"item.delete_softly", "item.restore", "outofstepregistry.sync_now"}


def addresses() -> set[str]:
    return {path for path in _under(get_resolver()) if path.startswith("admin/")}


def actions() -> set[str]:
    """As `model.action`; Django's own "delete" is none while nobody may delete."""
    return {
        f"{model._meta.model_name}.{action if isinstance(action, str) else action.__name__}"
        for model, options in admin.site._registry.items()
        for action in options.actions or ()
    }


def _under(resolver: URLResolver, path: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _under(entry, f"{path}{entry.pattern}")
        else:
            yield f"{path}{entry.pattern}"
