from __future__ import annotations

from django.dispatch import Signal

# Sent with `registry_id` around deleting a registry for good through the API: before
# WordPress is asked, and when it has done so or refused. If its answer is lost, neither.
registry_deleting = Signal()
registry_deleted = Signal()
registry_deletion_failed = Signal()
