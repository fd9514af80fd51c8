from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quality', '0001_evaluation'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='evaluation',
            index=models.Index(condition=models.Q(('of_director', True)), fields=['institution', '-id'], name='evaluation_of_directors'),
        ),
    ]
