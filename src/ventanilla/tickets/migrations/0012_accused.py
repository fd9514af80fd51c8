import django.db.models.deletion
from django.db import migrations, models

import ventanilla.institutions.owned
from ventanilla.institutions.ownership import Own

#: The cases that were opened before.
ACCUSE = """
UPDATE tickets_ticket t SET accused_id = o.accused_id FROM tickets_offence o
WHERE o.institution_id = t.institution_id AND o.case_id = t.id AND o.accused_id IS NOT NULL
"""


class Migration(migrations.Migration):
    """Whom a disciplinary case is about stands on the case: he neither sees nor attends it."""

    dependencies = [("tickets", "0011_ended"), ("people", "0008_names")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="accused",
            field=ventanilla.institutions.owned.Reference(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["institution", "accused", "id"],
                name="ticket_accusing",
                condition=models.Q(("accused__isnull", False)),
            ),
        ),
        Own("Ticket", rights="SELECT, INSERT, UPDATE"),
        migrations.RunSQL(ACCUSE, migrations.RunSQL.noop),
    ]
