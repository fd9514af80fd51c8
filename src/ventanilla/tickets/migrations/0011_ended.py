from django.db import migrations, models

#: What was asked of a clock that has stopped since, or began again later.
END = """
UPDATE tickets_extension e SET status = 'ended', ending = CASE WHEN d.dropped_at IS NULL THEN 'met' ELSE 'dropped' END,
    ended_at = coalesce(d.met_at, d.dropped_at, d.start_at)
FROM tickets_deadline d
WHERE d.institution_id = e.institution_id AND d.id = e.deadline_id AND e.status = 'asked'
    AND (d.met_at IS NOT NULL OR d.dropped_at IS NOT NULL OR d.start_at > e.asked_at)
"""


class Migration(migrations.Migration):
    """An extension that was asked for ends with its clock."""

    dependencies = [("tickets", "0010_succession")]

    operations = [
        migrations.AddField(model_name="extension", name="ended_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="extension",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[("met", "Met"), ("dropped", "Dropped")],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="extension",
            name="status",
            field=models.CharField(
                choices=[
                    ("asked", "Asked"),
                    ("granted", "Granted"),
                    ("refused", "Refused"),
                    ("ended", "Ended"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(END, migrations.RunSQL.noop),
    ]
