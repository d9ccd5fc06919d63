from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0005_active_registry_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="idempotencykey",
            name="path",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="idempotencykey",
            name="registry_id",
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
