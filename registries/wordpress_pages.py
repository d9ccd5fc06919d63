"""Addresses of pages inside WordPress, for people."""

from __future__ import annotations

from django.conf import settings


def edit_page(registry_id: int) -> str:
    """Return where WordPress's own staff edit a registry."""
    return f"{settings.WP_BASE_URL}/wp-admin/post.php?post={registry_id}&action=edit"
