from __future__ import annotations

from django.dispatch import Signal

# Sent with `registry_id` when a registry was deleted for good through the API.
registry_deleted = Signal()
