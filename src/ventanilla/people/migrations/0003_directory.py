import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0001_initial'),
        ('people', '0002_studies'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='directoryentry',
            name='gone_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name='directoryentry',
            name='directory_email',
        ),
        migrations.AddConstraint(
            model_name='directoryentry',
            constraint=models.UniqueConstraint(condition=models.Q(('gone_at__isnull', True)), fields=('institution', 'email'), name='directory_email'),
        ),
        migrations.CreateModel(
            name='DirectoryImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('ready', 'Ready'), ('refused', 'Refused'), ('applying', 'Applying'), ('applied', 'Applied'), ('outdated', 'Outdated')], default='waiting', max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
                ('partial', models.BooleanField(default=False)),
                ('channel', models.CharField(max_length=20)),
                ('created_at', models.DateTimeField()),
                ('problem', models.JSONField(default=dict)),
                ('layout', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('base', models.CharField(blank=True, max_length=64)),
                ('applied_at', models.DateTimeField(null=True)),
                ('applied_by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('created_by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='DirectoryDifference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('gone', 'Gone'), ('person', 'Person'), ('conflict', 'Conflict'), ('wrong', 'Wrong')], max_length=10)),
                ('line', models.IntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('entry', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.directoryentry')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('person', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('source', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.directoryimport')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='directoryimport',
            index=models.Index(fields=['institution', '-id'], name='directory_import_newest'),
        ),
        migrations.AddIndex(
            model_name='directorydifference',
            index=models.Index(fields=['institution', 'source', 'kind', 'id'], name='difference_of_import'),
        ),
        Own("DirectoryImport"),
        Own("DirectoryDifference"),
    ]
