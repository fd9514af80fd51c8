from django.db import migrations, models


class Migration(migrations.Migration):
    """A promise that was broken and then renewed runs like any other: a changed calendar reaches it too."""

    dependencies = [("tickets", "0004_breaches")]

    operations = [
        migrations.RemoveIndex(model_name="deadline", name="deadline_running_by_calendar"),
        migrations.AddIndex(
            model_name="deadline",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("met_at__isnull", True)),
                fields=["institution", "calendar", "id"],
                name="deadline_running_by_calendar",
            ),
        ),
    ]
