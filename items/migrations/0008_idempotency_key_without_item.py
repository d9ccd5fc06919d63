from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0007_idempotency_key_path_data"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="idempotencykey",
            name="idempotency_keys_once",
        ),
        migrations.RemoveField(
            model_name="idempotencykey",
            name="item",
        ),
        migrations.AddConstraint(
            model_name="idempotencykey",
            constraint=models.UniqueConstraint(
                fields=("path", "user_id", "key"), name="idempotency_keys_once"
            ),
        ),
        migrations.AddIndex(
            model_name="idempotencykey",
            index=models.Index(
                fields=["registry_id"], name="idx_idempotency_keys_registry"
            ),
        ),
    ]
