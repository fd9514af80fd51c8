
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('documents', '0001_initial'),
        ('institutions', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=24)),
                ('submission_key', models.UUIDField()),
                ('channel', models.CharField(max_length=20)),
                ('request_type', models.CharField(max_length=80)),
                ('user_type', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(choices=[('submitted', 'Received'), ('in_progress', 'In progress'), ('waiting_student', 'Waiting for you'), ('correcting', 'To be corrected'), ('waiting_unit', 'In validation'), ('answered', 'Answer sent'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='submitted', max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('answers', models.JSONField(default=dict)),
                ('declaration', models.TextField(blank=True)),
                ('evidence_statement', models.TextField(blank=True)),
                ('salt', models.BinaryField(max_length=16)),
                ('confidential', models.BooleanField(default=False)),
                ('only_open_key', models.CharField(max_length=60, null=True)),
                ('wants_notices', models.BooleanField(default=True)),
                ('unread', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('last_activity_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('assignee', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('campus', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.campus')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('registered_by', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('requester', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('service', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.service')),
                ('unit', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.unit')),
                ('version', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.serviceversion')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('salt', models.BinaryField(max_length=16)),
                ('created_at', models.DateTimeField()),
                ('author', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('request', 'Request'), ('reply', 'Reply'), ('question', 'Question'), ('answer', 'Answer')], max_length=10)),
                ('by_requester', models.BooleanField()),
                ('body', models.TextField()),
                ('salt', models.BinaryField(max_length=16)),
                ('channel', models.CharField(max_length=20)),
                ('key', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField()),
                ('author', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clock', models.CharField(choices=[('first_contact', 'First Contact'), ('resolution', 'Resolution')], max_length=20)),
                ('start_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('met_at', models.DateTimeField(null=True)),
                ('calendar', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.calendarversion')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('term', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.termversion')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(blank=True, max_length=80)),
                ('document', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='documents.document')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('message', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.message')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='TicketNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.IntegerField()),
                ('last', models.IntegerField()),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('answers', models.JSONField(default=dict)),
                ('documents', models.JSONField(default=dict)),
                ('saved_at', models.DateTimeField()),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('person', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('service', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalogue.service')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['institution', 'saved_at'], name='draft_saved')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'key'), name='draft_key')],
            },
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['institution', 'requester', '-created_at', '-id'], name='ticket_of_requester'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['institution', 'requester', '-created_at', '-id'], name='ticket_running_of_requester'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['correcting', 'waiting_student']), ('unread', True), _connector='OR'), fields=['institution', 'requester', '-created_at', '-id'], name='ticket_turn_of_requester'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['correcting', 'in_progress', 'submitted', 'waiting_student', 'waiting_unit'])), fields=['institution', 'unit', 'due_at', 'id', 'confidential'], name='ticket_open_of_unit'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['correcting', 'in_progress', 'submitted', 'waiting_student', 'waiting_unit'])), fields=['institution', 'assignee', 'unit', 'due_at', 'id'], name='ticket_open_of_assignee'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['correcting', 'in_progress', 'submitted', 'waiting_student', 'waiting_unit']), ('assignee__isnull', True)), fields=['institution', 'unit', 'due_at', 'id', 'confidential'], name='ticket_unassigned_of_unit'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state', 'waiting_student')), fields=['institution', 'unit', 'due_at', 'id', 'confidential'], name='ticket_waiting_of_unit'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state', 'answered')), fields=['institution', 'unit', '-last_activity_at', '-id', 'confidential'], name='ticket_answered_of_unit'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['institution', 'unit', '-closed_at', '-id', 'confidential'], name='ticket_ended_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('institution', 'code'), name='ticket_code'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('institution', 'submission_key'), name='ticket_submitted_once'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('institution', 'only_open_key'), name='ticket_only_open'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['institution', 'ticket', 'id'], name='note_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['institution', 'ticket', 'id'], name='message_of_ticket'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('institution', 'key'), name='message_said_once'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(fields=('institution', 'ticket', 'clock'), name='deadline_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['institution', 'ticket', 'id'], name='attachment_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['institution', 'document'], name='attachment_of_document'),
        ),
        migrations.AddConstraint(
            model_name='ticketnumber',
            constraint=models.UniqueConstraint(fields=('institution', 'year'), name='ticket_number_year'),
        ),
        Own("Ticket", rights="SELECT, INSERT, UPDATE"),
        Own("TicketNumber", rights="SELECT, INSERT, UPDATE"),
        Own("Message", rights="SELECT, INSERT, UPDATE (body)"),
        Own("Note", rights="SELECT, INSERT, UPDATE (body)"),
        Own("Attachment"),
        Own("Deadline", rights="SELECT, INSERT, UPDATE"),
        Own("Draft"),
    ]
