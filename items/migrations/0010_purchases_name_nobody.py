from django.db import migrations, models
from django.db.models import Q

NOBODY = {"purchaser_name": None, "purchaser_email": None, "note": None}


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0009_purchases_name_nobody_data"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="purchase",
            constraint=models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(**NOBODY),
                name="purchases_anonymous_ones_name_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="purchase",
            constraint=models.CheckConstraint(
                condition=Q(undone_at=None) | Q(**NOBODY),
                name="purchases_undone_ones_name_nobody",
            ),
        ),
    ]
