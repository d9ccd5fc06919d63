from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0010_purchases_name_nobody"),
    ]

    operations = [
        migrations.RenameField("outofstepregistry", "going_since", "deleting_since"),
        migrations.AlterField(
            model_name="outofstepregistry",
            name="deleting_since",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="being deleted since"
            ),
        ),
    ]
