from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(condition=models.Q(('kept', False)), fields=['institution', 'unit', 'kind', '-at', '-id'], name='fact_late_newest'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(condition=models.Q(('kept', False)), fields=['institution', 'unit', 'agent', 'kind', '-at', '-id'], name='fact_late_of_agent_newest'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(condition=models.Q(('kept', False)), fields=['institution', 'unit', 'service', 'kind', '-at', '-id'], name='fact_late_of_service_newest'),
        ),
    ]
