import importlib

from django.db import migrations, models

search = importlib.import_module("ventanilla.catalogue.migrations.0002_search")


class Migration(migrations.Migration):
    """The search function and its index go: what is found is ranked in memory (docs/adr/0009)."""

    dependencies = [("catalogue", "0002_search")]

    operations = [
        migrations.RunSQL("DROP FUNCTION catalogue_search(text[], integer)", search.FUNCTION),
        migrations.RunSQL("DROP INDEX service_words", search.INDEX),
        migrations.RemoveField(model_name="serviceversion", name="words"),
        migrations.RemoveIndex(model_name="serviceversion", name="service_current"),
        migrations.AddIndex(
            model_name="serviceversion",
            index=models.Index(
                fields=["institution", "service"],
                include=["slug", "digest"],
                name="service_current",
                condition=models.Q(("current", True)),
            ),
        ),
    ]
