import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.acting
from ventanilla.institutions.owned import Reference
from ventanilla.institutions.ownership import Own


def to(model: str, *, null: bool = False) -> Reference:
    return Reference(
        db_constraint=False,
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


class Migration(migrations.Migration):
    """What was broken, in rows that the application cannot change; pauses are found by agent."""

    dependencies = [
        ("institutions", "0001_initial"),
        ("people", "0001_initial"),
        ("tickets", "0003_extensions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        default=ventanilla.institutions.acting.current_institution_id,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
                ("ticket", to("tickets.ticket")),
                ("deadline", to("tickets.deadline")),
                ("unit", to("institutions.unit")),
                ("agent", to("people.person", null=True)),
                ("clock", models.CharField(max_length=100)),
                ("promise", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("found_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("institution", "deadline", "at"), name="breach_once")
                ],
                "indexes": [
                    models.Index(fields=["institution", "-at", "-id"], name="breach_newest"),
                    models.Index(fields=["institution", "promise", "-at", "-id"], name="breach_of_promise"),
                    models.Index(fields=["institution", "unit", "-at", "-id"], name="breach_of_unit"),
                    models.Index(
                        fields=["institution", "unit", "promise", "-at", "-id"], name="breach_of_unit_promise"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="pause",
            index=models.Index(fields=["institution", "unit", "agent", "-since", "-id"], name="pause_of_agent"),
        ),
        migrations.AddIndex(
            model_name="pause",
            index=models.Index(
                condition=models.Q(("until__isnull", True)),
                fields=["institution", "unit", "since"],
                name="pause_running_of_unit",
            ),
        ),
        # What had expired before there was this table.
        migrations.RunSQL(
            """
            INSERT INTO tickets_breach (institution_id, ticket_id, deadline_id, unit_id, agent_id, clock, promise,
                at, found_at)
            SELECT d.institution_id, d.ticket_id, d.id, t.unit_id, t.assignee_id, d.clock,
                CASE WHEN d.clock LIKE 'stage:%' THEN 'stage' ELSE d.clock END, d.breached_at, d.breached_at
            FROM tickets_deadline d JOIN tickets_ticket t
                ON t.institution_id = d.institution_id AND t.id = d.ticket_id
            WHERE d.breached_at IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
        Own("Breach", rights="SELECT, INSERT"),
    ]
