import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    dependencies = [
        ("institutions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Applied",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=40)),
                ("slug", models.CharField(blank=True, max_length=80)),
                ("data", models.JSONField()),
                ("institution", models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="institutions.institution")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("institution", "section", "slug"), name="applied_once")],
            },
        ),
        Own("Applied"),
    ]
