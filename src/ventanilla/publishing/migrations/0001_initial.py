import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
import ventanilla.institutions.owned
from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("institutions", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=80)),
                ("data", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("base", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("base_n", models.IntegerField(null=True)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("author", ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.person")),
                ("institution", models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="institutions.institution")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("institution", "kind", "slug", "author"), name="edit_of_author")],
            },
        ),
        Own("Edit"),
    ]
