"""Every action of ours in admin-ajax.php, with what its form sends."""

from __future__ import annotations

from typing import Any

Forms = dict[str, dict[str, Any]]

ON_A_REGISTRY: Forms = {
    "restart_registry_update": {"part": "about", "title": "Taken over"},
    "restart_registry_add_item": {
        "name": "Ball",
        "url": "https://www.example.com/ball",
        "quantity": 1,
    },
    "restart_registry_send_invite": {"invitee": "carol"},
    "restart_registry_remove_invitee": {"invitee": "bob@example.test"},
    "restart_registry_archive": {},
    "restart_registry_restore": {},
    "restart_registry_delete": {"is_sure": 1},
    "restart_registry_reorder_items": {"direction": "down"},
}
ON_AN_ITEM: Forms = {
    "restart_registry_update_item": {
        "name": "Ball",
        "url": "https://www.example.com/ball",
        "quantity": 1,
    },
    "restart_registry_delete_item": {},
    "restart_registry_list_purchases": {},
    "restart_registry_mark_purchased": {"quantity": 1},
    "restart_registry_undo_purchased": {"purchase_id": 1, "undo_token": ""},
}
ON_ONES_OWN: Forms = {
    "restart_registry_create": {"title": "Another"},
    "restart_registry_fetch_url": {"url": "https://www.example.com/"},
    "restart_registry_update_notification_prefs": {"notify_on_purchase": 0},
    "restart_registry_key": {},
    "restart_update_profile": {"display_name": "Taken", "email": "taken@example.test"},
}
EVERYBODYS: Forms = {
    "restart_register": {"first_name": "Gus", "email": "gus@example.test"},
    "restart_contact_submit": {"contact_email": "gus@example.test", "message": "Hello"},
}
NONCE = "restart_registry_nonce"  # it tells callers their own nonce, and needs none
ALL: Forms = {**ON_A_REGISTRY, **ON_AN_ITEM, **ON_ONES_OWN, **EVERYBODYS}
