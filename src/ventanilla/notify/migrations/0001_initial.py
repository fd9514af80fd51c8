
import django.db.models.deletion
import ventanilla.institutions.acting
import ventanilla.institutions.owned
from django.db import migrations, models

from ventanilla.institutions.ownership import Own


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('institutions', '0001_initial'),
        ('journal', '0001_initial'),
        ('people', '0001_initial'),
        ('tickets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(default='email', max_length=20)),
                ('address', models.CharField(max_length=254)),
                ('message_id', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Failed'), ('bounced', 'Bounced')], default='waiting', max_length=10)),
                ('attempts', models.IntegerField(default=0)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('event', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='journal.event')),
                ('institution', models.ForeignKey(db_index=False, default=ventanilla.institutions.acting.current_institution_id, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='institutions.institution')),
                ('person', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('registration', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.registration')),
                ('ticket', ventanilla.institutions.owned.Reference(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ticket__isnull', False)), fields=['institution', 'ticket', 'id'], name='delivery_of_ticket'), models.Index(condition=models.Q(('registration__isnull', False)), fields=['institution', 'registration'], name='delivery_of_registration')],
                'constraints': [models.UniqueConstraint(fields=('institution', 'event', 'kind', 'channel', 'address'), name='delivery_once'), models.UniqueConstraint(fields=('institution', 'message_id'), name='delivery_message_id')],
            },
        ),
        Own("Delivery", rights="SELECT, INSERT, UPDATE"),
    ]
