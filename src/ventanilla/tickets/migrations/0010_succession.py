import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
import ventanilla.institutions.owned
from ventanilla.institutions.ownership import Own

WAYS = [("colleague", "Colleague"), ("nobody", "Nobody"), ("chooser", "Chooser")]
NEVER = django.db.models.deletion.DO_NOTHING


def reference(to: str, *, null: bool = False) -> ventanilla.institutions.owned.Reference:
    return ventanilla.institutions.owned.Reference(
        db_constraint=False, db_index=False, null=null, on_delete=NEVER, related_name="+", to=to
    )


def institution() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        default=ventanilla.institutions.acting.current_institution_id,
        editable=False,
        on_delete=NEVER,
        related_name="+",
        to="institutions.institution",
    )


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0007_availability"),
        ("tickets", "0009_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", key()),
                ("way", models.CharField(choices=WAYS, max_length=10)),
                ("reason", models.CharField(max_length=400)),
                ("salt", models.BinaryField(max_length=16)),
                ("at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("by", reference("people.person")),
                ("institution", institution()),
                ("person", reference("people.person")),
                ("to", reference("people.person", null=True)),
                ("unit", reference("institutions.unit")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("institution", "person", "unit"),
                        name="succession_under_way",
                    )
                ],
                "indexes": [
                    models.Index(fields=["institution", "person", "-id"], name="successions_of_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                ("id", key()),
                ("institution", institution()),
                ("succession", reference("tickets.succession")),
                ("ticket", reference("tickets.ticket")),
                ("to", reference("people.person", null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["institution", "succession", "to", "id"], name="passed_on_to")
                ],
            },
        ),
        Own("Succession", rights="SELECT, INSERT, UPDATE (finished_at)"),
        Own("PassedOn", rights="SELECT, INSERT"),
    ]
