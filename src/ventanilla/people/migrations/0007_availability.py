import django.contrib.postgres.fields
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_applied'),
        ('people', '0006_directoryline'),
    ]

    operations = [
        migrations.AddField(
            model_name='role',
            name='confidential',
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reason', models.CharField(max_length=400)),
                ('salt', models.BinaryField(max_length=16)),
                ('at', models.DateTimeField()),
                ('by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('person', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'person', 'until'], name='absences_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='absence_lasts')],
            },
        ),
        migrations.CreateModel(
            name='Availability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.JSONField(default=dict)),
                ('capacity', models.IntegerField(null=True)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('campuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('person', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'unit'], name='availability_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'person', 'unit'), name='availability_once')],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=400)),
                ('salt', models.BinaryField(max_length=16)),
                ('at', models.DateTimeField()),
                ('agent', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('requester', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'requester'], name='conflicts_of_requester')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'agent', 'requester'), name='conflict_once')],
            },
        ),
        Own("Absence"),
        Own("Availability"),
        Own("Conflict"),
    ]
