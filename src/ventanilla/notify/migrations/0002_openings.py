from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notify', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='not_before',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='status',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed'), ('bounced', 'Bounced'), ('needless', 'Needless')], default='waiting', max_length=10),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('not_before__isnull', False), ('status', 'waiting')), fields=['institution', 'person', 'not_before'], name='delivery_together'),
        ),
    ]
