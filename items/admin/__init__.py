"""What support staff see and do. Django looks for `items.admin.items` and finds all of it here."""

from __future__ import annotations

from items.admin.items import ItemAdmin

__all__ = ["ItemAdmin"]
