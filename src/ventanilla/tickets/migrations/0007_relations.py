import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
from ventanilla.institutions.owned import Reference
from ventanilla.institutions.ownership import Own

LINKS = [("related", "Related"), ("child", "Child"), ("split", "Split"), ("follows", "Follows")]
SAID = [
    ("request", "Request"),
    ("reply", "Reply"),
    ("question", "Question"),
    ("answer", "Answer"),
    ("notice", "Notice"),
]


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model: str, *, null: bool = False) -> Reference:
    return Reference(
        db_constraint=False,
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


def institution() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        default=ventanilla.institutions.acting.current_institution_id,
        editable=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="institutions.institution",
    )


class Migration(migrations.Migration):
    """Tickets that belong together, become one, or had come to the wrong service."""

    dependencies = [
        ("catalogue", "0001_initial"),
        ("institutions", "0001_initial"),
        ("people", "0007_availability"),
        ("tickets", "0006_other_units"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message", name="kind", field=models.CharField(choices=SAID, max_length=10)
        ),
        migrations.AddField(model_name="ticket", name="merged_into", field=to("tickets.ticket", null=True)),
        migrations.AddField(model_name="ticket", name="nudged_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["institution", "merged_into", "id"],
                name="ticket_merged_into",
            ),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", key()),
                ("kind", models.CharField(choices=LINKS, max_length=10)),
                ("at", models.DateTimeField()),
                ("institution", institution()),
                ("ticket", to("tickets.ticket")),
                ("other", to("tickets.ticket")),
                ("by", to("people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("institution", "ticket", "other"), name="link_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "child")),
                        fields=("institution", "ticket"),
                        name="link_one_parent",
                    ),
                ],
                "indexes": [models.Index(fields=["institution", "other", "id"], name="link_of_other")],
            },
        ),
        migrations.CreateModel(
            name="Reclassification",
            fields=[
                ("id", key()),
                ("answers", models.JSONField(default=dict)),
                ("reason", models.TextField()),
                ("salt", models.BinaryField(max_length=16)),
                ("at", models.DateTimeField()),
                ("institution", institution()),
                ("ticket", to("tickets.ticket")),
                ("version", to("catalogue.serviceversion")),
                ("unit", to("institutions.unit")),
                ("by", to("people.person")),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["institution", "ticket", "id"], name="reclassification_of_ticket")
                ],
            },
        ),
        Own("Ticket", rights="SELECT, INSERT, UPDATE"),
        Own("Link", rights="SELECT, INSERT, DELETE"),
        Own("Reclassification", rights="SELECT, INSERT, UPDATE (reason, answers)"),
    ]
