import django.db.models.deletion
import ventanilla.institutions.acting
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0001_initial'),
        ('people', '0005_locality'),
    ]

    operations = [
        migrations.CreateModel(
            name='DirectoryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.IntegerField()),
                ('email', models.CharField(max_length=254)),
                ('code', models.CharField(max_length=40, null=True)),
                ('data', models.JSONField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('entry_id', models.BigIntegerField(null=True)),
                ('person_id', models.BigIntegerField(null=True)),
                ('other', models.JSONField(null=True)),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        Own("DirectoryLine"),
    ]
