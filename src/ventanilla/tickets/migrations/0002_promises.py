import django.contrib.postgres.fields
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0001_initial'),
        ('people', '0001_initial'),
        ('tickets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('deadline', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.deadline')),
                ('decided_by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('granted', 'Granted'), ('refused', 'Refused')], max_length=10)),
                ('amount', models.IntegerField()),
                ('reason', models.TextField()),
                ('salt', models.BinaryField(max_length=16)),
                ('old_due_at', models.DateTimeField()),
                ('new_due_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
                ('state', models.CharField(choices=[('submitted', 'Received'), ('in_progress', 'In progress'), ('waiting_student', 'Waiting for you'), ('correcting', 'To be corrected'), ('waiting_unit', 'In validation'), ('answered', 'Answer sent'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], max_length=20)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='deadline',
            name='added',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='deadline',
            name='amount',
            field=models.IntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='deadline',
            name='breached_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='dropped_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='local',
            field=ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.calendarversion'),
        ),
        migrations.AddField(
            model_name='deadline',
            name='look_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='paused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='deadline',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None),
        ),
        migrations.AddField(
            model_name='ticket',
            name='paused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='deadline',
            name='clock',
            field=models.CharField(max_length=100),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('look_at__isnull', False)), fields=['institution', 'look_at', 'id'], name='deadline_to_look_at'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('breached_at__isnull', True), ('dropped_at__isnull', True), ('met_at__isnull', True)), fields=['institution', 'calendar', 'id'], name='deadline_running_by_calendar'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(fields=['institution', 'deadline', 'id'], name='extension_of_deadline'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('institution', 'deadline'), name='extension_asked_once'),
        ),
        migrations.AddIndex(
            model_name='pause',
            index=models.Index(fields=['institution', 'unit', '-since', 'id'], name='pause_of_unit'),
        ),
        migrations.AddIndex(
            model_name='pause',
            index=models.Index(fields=['institution', 'ticket', 'id'], name='pause_of_ticket'),
        ),
        # What was promised before this migration: its amount, and when to look at it.
        migrations.RunSQL(
            """
            UPDATE tickets_deadline d SET amount = coalesce((t.data->>'amount')::int, 0),
                look_at = CASE WHEN d.met_at IS NULL THEN d.due_at END
            FROM institutions_termversion t WHERE t.institution_id = d.institution_id AND t.id = d.term_id
            """,
            migrations.RunSQL.noop,
        ),
        Own("Deadline", rights="SELECT, INSERT, UPDATE"),
        Own("Extension", rights="SELECT, INSERT, UPDATE"),
        Own("Pause", rights="SELECT, INSERT, UPDATE (until)"),
    ]
