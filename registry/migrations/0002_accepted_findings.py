import django.db.models.deletion
import registry.models.fields
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_releases'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalorganisation',
            name='severities',
            field=registry.models.fields.SeveritiesField(blank=True, default=list, help_text='Empty: as the rules are declared. Rules that are off at first run only where they are named.', verbose_name='rules seen otherwise'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='severities',
            field=registry.models.fields.SeveritiesField(blank=True, default=list, help_text='Empty: as the rules are declared. Rules that are off at first run only where they are named.', verbose_name='rules seen otherwise'),
        ),
        migrations.CreateModel(
            name='HistoricalWaiver',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, verbose_name='ID')),
                ('rule', models.SlugField(db_index=False, max_length=80, verbose_name='rule')),
                ('record_type', registry.models.fields.LineField(blank=True, default='', help_text='Empty: the finding is accepted wherever it is found. An activity stands for all its parts.', max_length=60, verbose_name='kind of record')),
                ('record_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number of the record')),
                ('reason', registry.models.fields.ProseField(blank=True, default='', verbose_name='reason')),
                ('until', models.DateField(help_text='The last day; from the next one on it is a finding again.', verbose_name='accepted until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user_id', models.BigIntegerField(null=True)),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registry.organisation', verbose_name='organisation')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.revision')),
            ],
            options={
                'verbose_name': 'historical accepted finding',
                'verbose_name_plural': 'historical accepted findings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [models.Index(fields=['organisation', 'id', 'history_date', 'history_id'], name='registry_hi_organis_0ade09_idx')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.SlugField(db_index=False, max_length=80, verbose_name='rule')),
                ('record_type', registry.models.fields.LineField(blank=True, default='', help_text='Empty: the finding is accepted wherever it is found. An activity stands for all its parts.', max_length=60, verbose_name='kind of record')),
                ('record_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='number of the record')),
                ('reason', registry.models.fields.ProseField(blank=True, default='', verbose_name='reason')),
                ('until', models.DateField(help_text='The last day; from the next one on it is a finding again.', verbose_name='accepted until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'accepted finding',
                'verbose_name_plural': 'accepted findings',
                'ordering': ('rule', 'record_type', 'record_id', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('organisation', 'rule', 'record_type', 'record_id'), name='waiver_once'), models.UniqueConstraint(condition=models.Q(('record_id__isnull', True)), fields=('organisation', 'rule'), name='waiver_everywhere_once'), models.CheckConstraint(condition=models.Q(models.Q(('record_id__isnull', True), ('record_type', '')), models.Q(models.Q(('record_type', ''), _negated=True), ('record_id__isnull', False)), _connector='OR'), name='waiver_record_whole', violation_error_message='Give both the kind and the number of the record, or neither.')],
            },
        ),
    ]
