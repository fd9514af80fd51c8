import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
import ventanilla.institutions.owned
from ventanilla.institutions.ownership import Own

KINDS = [
    ("agent", "Agent"),
    ("director", "Director"),
    ("administrator", "Administrator"),
    ("quality", "Quality"),
    ("executive", "Executive"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0003_directory"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("given", models.BooleanField()),
                ("reason", models.CharField(max_length=400)),
                ("salt", models.BinaryField(max_length=16)),
                ("at", models.DateTimeField()),
                ("by", ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.person")),
                ("institution", models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="institutions.institution")),
                ("person", ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.person")),
                ("unit", ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="institutions.unit")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["institution", "person", "-id"], name="role_changes_of_person")],
            },
        ),
        Own("RoleChange", rights="SELECT, INSERT"),
    ]
