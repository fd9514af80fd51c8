from django.db import migrations, models

from ventanilla.people.models import folded


def kept(*names: str) -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True, expression=folded.key(*names), output_field=models.CharField(max_length=folded.ROOM)
    )


class Migration(migrations.Migration):
    """Somebody is found by the beginning of his names or surnames, with or without accents, or by his document."""

    dependencies = [("people", "0007_availability")]

    operations = [
        migrations.AddField(model_name="person", name="name_key", field=kept("given_names", "surnames")),
        migrations.AddField(model_name="person", name="surname_key", field=kept("surnames", "given_names")),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["institution", "name_key", "id"], name="person_by_name"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["institution", "surname_key", "id"], name="person_by_surname"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["institution", "document_number", "id"],
                name="person_by_document",
                condition=models.Q(document_number__gt=""),
            ),
        ),
    ]
