from typing import Any

from django.db import migrations
from django.db.models import Q

NOBODY = {"purchaser_name": None, "purchaser_email": None, "note": None}


def blank(apps: Any, schema_editor: Any) -> None:
    """Take off what nobody may see: who bought anonymously, and what was undone."""
    alias = schema_editor.connection.alias
    purchases = apps.get_model("items", "Purchase").objects.using(alias)
    hidden = Q(is_anonymous=True) | Q(undone_at__isnull=False)
    purchases.filter(hidden).exclude(**NOBODY).update(**NOBODY)

    keys = apps.get_model("items", "IdempotencyKey").objects.using(alias)
    for pk in list(keys.order_by("pk").values_list("pk", flat=True)):
        known = keys.get(pk=pk)
        bought = known.answer.get("purchase")  # new items have keys, too
        if bought and purchases.filter(hidden, pk=bought["id"]).exists():
            known.answer["purchase"] = bought | NOBODY
            known.save(update_fields=["answer"])


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0008_idempotency_key_without_item"),
    ]

    operations = [migrations.RunPython(blank, migrations.RunPython.noop)]
