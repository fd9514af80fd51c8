import django.contrib.postgres.fields
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('institutions', '0001_initial'),
        ('people', '0001_initial'),
        ('tickets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Daily',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('complexity', models.CharField(blank=True, max_length=10)),
                ('day', models.DateField()),
                ('arrived', models.IntegerField()),
                ('contacted', models.IntegerField()),
                ('contact_promised', models.IntegerField()),
                ('contact_kept', models.IntegerField()),
                ('contact_minutes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('contact_use', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('answered', models.IntegerField()),
                ('answer_kept', models.IntegerField()),
                ('answer_minutes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('answer_use', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('whole_minutes', models.IntegerField()),
                ('paused_minutes', models.IntegerField()),
                ('breached', models.IntegerField()),
                ('extended', models.IntegerField()),
                ('reopened', models.IntegerField()),
                ('rated', models.IntegerField()),
                ('rating_sum', models.IntegerField()),
                ('agent', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('service', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.service')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('institution', 'unit', 'day', 'agent', 'service', 'complexity'), name='daily_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('n', models.IntegerField()),
                ('kind', models.CharField(choices=[('arrived', 'Arrived'), ('contacted', 'Contacted'), ('answered', 'Answered'), ('breached', 'Breached'), ('extended', 'Extended'), ('reopened', 'Reopened'), ('rated', 'Rated')], max_length=10)),
                ('complexity', models.CharField(blank=True, max_length=10)),
                ('day', models.DateField()),
                ('at', models.DateTimeField()),
                ('minutes', models.IntegerField(null=True)),
                ('whole', models.IntegerField(null=True)),
                ('use', models.IntegerField(null=True)),
                ('kept', models.BooleanField(null=True)),
                ('rating', models.IntegerField(null=True)),
                ('agent', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('service', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.service')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'unit', 'day'], name='fact_of_day'), models.Index(fields=['institution', 'unit', 'kind', '-at', '-id'], name='fact_newest'), models.Index(fields=['institution', 'unit', 'agent', 'kind', '-at', '-id'], name='fact_of_agent_newest'), models.Index(fields=['institution', 'unit', 'service', 'kind', '-at', '-id'], name='fact_of_service_newest')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'ticket', 'n', 'kind'), name='fact_of_event')],
            },
        ),
        Own("Daily", rights="SELECT, INSERT, DELETE"),
        Own("Fact", rights="SELECT, INSERT, DELETE"),
    ]
