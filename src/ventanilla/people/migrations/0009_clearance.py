from django.db import migrations, models


class Migration(migrations.Migration):
    """A new agent is not cleared for what is confidential unless somebody says so; who is already, stays so."""

    dependencies = [("people", "0008_names")]

    operations = [
        migrations.AlterField(
            model_name="role", name="confidential", field=models.BooleanField(default=False)
        ),
    ]
