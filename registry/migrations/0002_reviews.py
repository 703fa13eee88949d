import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_approvals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviews', models.PositiveIntegerField(verbose_name='reviews')),
                ('questions', models.PositiveIntegerField(verbose_name='open questions')),
            ],
            options={
                'verbose_name': 'reminder sent',
                'verbose_name_plural': 'reminders sent',
                'ordering': ('-digest__period', 'digest__address', 'organisation_id'),
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reminder', 'Reminder')], default='reminder', max_length=10, verbose_name='kind')),
                ('address', models.EmailField(max_length=254, verbose_name='address')),
                ('period', models.DateField(help_text='Its Monday: an address gets one a week.', verbose_name='week from')),
                ('state', models.CharField(choices=[('sending', 'being sent'), ('sent', 'sent'), ('failed', 'not accepted'), ('in-doubt', 'not known whether it arrived')], default='sending', max_length=10, verbose_name='state')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='fingerprint of the text')),
                ('begun_at', models.DateTimeField(verbose_name='begun at')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent at')),
            ],
            options={
                'verbose_name': 'digest',
                'verbose_name_plural': 'digests',
                'ordering': ('-period', 'address'),
            },
        ),
        migrations.AddField(
            model_name='historicalprocessingactivity',
            name='owner_email',
            field=models.EmailField(blank=True, default='', help_text='Reminders of reviews go there; empty: to the privacy officers.', max_length=254, verbose_name='e-mail of the owner'),
        ),
        migrations.AddField(
            model_name='processingactivity',
            name='owner_email',
            field=models.EmailField(blank=True, default='', help_text='Reminders of reviews go there; empty: to the privacy officers.', max_length=254, verbose_name='e-mail of the owner'),
        ),
        migrations.AlterConstraint(
            model_name='assessment',
            name='assessment_next_review_on_after_start',
            constraint=models.CheckConstraint(condition=models.Q(('assessed_on__isnull', True), ('next_review_on__isnull', True), ('next_review_on__gte', models.F('assessed_on')), _connector='OR'), name='assessment_next_review_on_after_start', violation_error_message='The next review is before the assessment.'),
        ),
        migrations.AlterConstraint(
            model_name='processingactivity',
            name='activity_next_review_on_after_start',
            constraint=models.CheckConstraint(condition=models.Q(('last_reviewed_on__isnull', True), ('next_review_on__isnull', True), ('next_review_on__gte', models.F('last_reviewed_on')), _connector='OR'), name='activity_next_review_on_after_start', violation_error_message='The next review is before the last one.'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation', verbose_name='organisation'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('kind', 'address', 'period'), name='digest_once'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='digest',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='registry.digest', verbose_name='digest'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('digest', 'organisation'), name='delivery_once'),
        ),
    ]
