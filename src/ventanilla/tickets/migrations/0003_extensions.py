from django.db import migrations, models


class Migration(migrations.Migration):
    """The same form extends once; whoever corrects is waited for as well."""

    dependencies = [("tickets", "0002_promises")]

    operations = [
        migrations.AddField(model_name="extension", name="key", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                fields=("institution", "deadline", "key"), name="extension_of_form"
            ),
        ),
        migrations.RemoveIndex(model_name="ticket", name="ticket_waiting_of_unit"),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("state__in", ["correcting", "waiting_student"])),
                fields=["institution", "unit", "due_at", "id", "confidential"],
                name="ticket_waiting_of_unit",
            ),
        ),
    ]
