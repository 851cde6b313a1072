"""Months without a sign of life are so many that one can reckon back from today."""

import django.core.validators
from django.db import migrations, models


def bring_within_reason(apps, schema_editor):
    rules = apps.get_model("signups", "JoinRules").objects
    rules.filter(inactive_months__gt=600).update(inactive_months=600)
    rules.filter(inactive_months__lt=3).update(inactive_months=3)


class Migration(migrations.Migration):

    dependencies = [
        ('signups', '0008_keep_whom_an_update_is_meant_for'),
    ]

    operations = [
        migrations.AlterField(
            model_name='joinrules',
            name='inactive_months',
            field=models.PositiveSmallIntegerField(default=24, help_text="After so many months we ask somebody to stay, and forget those who don't answer.", validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(600)], verbose_name='months without a sign of life'),
        ),
        migrations.RunPython(bring_within_reason, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='joinrules',
            constraint=models.CheckConstraint(condition=models.Q(('inactive_months__range', (3, 600))), name='joinrules_months_are_months'),
        ),
    ]
