import django.contrib.postgres.fields
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institutions', '0002_applied'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person_for_ticket', 'Person For Ticket'), ('ticket_for_reviewer', 'Ticket For Reviewer')], max_length=20)),
                ('subject_kind', models.CharField(max_length=20)),
                ('subject_id', models.BigIntegerField()),
                ('n', models.IntegerField()),
                ('version', models.IntegerField()),
                ('candidates', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('exclusions', models.JSONField(default=list)),
                ('promise', models.BigIntegerField(null=True)),
                ('digest', models.CharField(max_length=64)),
                ('seed', models.CharField(max_length=64)),
                ('chosen', models.BigIntegerField()),
                ('by', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'subject_kind', 'subject_id', 'id'], name='draws_of_subject'), models.Index(condition=models.Q(('kind', 'ticket_for_reviewer')), fields=['institution', 'chosen', 'id'], name='draws_of_ticket')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'unit', 'n'), name='draw_n_of_unit')],
            },
        ),
        migrations.CreateModel(
            name='Drum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.IntegerField(default=0)),
                ('nonce', models.BinaryField(max_length=16)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('promise', models.BigIntegerField(null=True)),
                ('last', models.BigIntegerField(null=True)),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('institution', 'unit'), name='drum_of_unit')],
            },
        ),
        Own("Draw", rights="SELECT, INSERT"),
        Own("Drum", rights="SELECT, INSERT, UPDATE"),
    ]
