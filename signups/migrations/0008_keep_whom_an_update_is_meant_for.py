"""What is planned, on its way or paused keeps the filter that it has at this moment."""

from django.db import migrations, models


def keep_filters(apps, schema_editor):
    Update = apps.get_model("signups", "Update")
    for update in Update.objects.filter(state__in=["scheduled", "sending", "paused"]):
        update.meant_for = {
            "event": str(update.event_id) if update.event_id else None,
            "kinds": sorted(update.kinds),
            "languages": sorted(update.languages),
            "interests": sorted(map(str, update.interests.values_list("pk", flat=True))),
        }
        update.save(update_fields=["meant_for"])


class Migration(migrations.Migration):

    dependencies = [
        ('signups', '0007_registered_later'),
    ]

    operations = [
        migrations.AddField(
            model_name='update',
            name='meant_for',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(keep_filters, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'sent'), models.Q(('state', 'draft'), ('meant_for__isnull', False), _connector='XOR'), _connector='OR'), name='update_is_let_go_with_its_filter'),
        ),
    ]
