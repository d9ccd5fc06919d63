from typing import Any

from django.db import migrations
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat


def name_paths(apps: Any, schema_editor: Any) -> None:
    """A purchase that is sent again after the update still counts once."""
    alias = schema_editor.connection.alias
    items = apps.get_model("items", "Item").objects.filter(pk=OuterRef("item_id"))
    item_id = Cast(F("item_id"), CharField())
    apps.get_model("items", "IdempotencyKey").objects.using(alias).update(
        path=Concat(Value("/items/"), item_id, Value("/purchases")),
        registry_id=Subquery(items.values("registry_id")),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0006_idempotency_key_path"),
    ]

    operations = [migrations.RunPython(name_paths, migrations.RunPython.noop)]
