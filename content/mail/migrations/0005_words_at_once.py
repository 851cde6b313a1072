from django.db import migrations


def forget(apps, schema_editor):
    """Delete mails that have no words yet: they can't get any now. Whoever waits for one asks for another."""
    apps.get_model("mail", "OutboxMessage").objects.filter(values__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_words_later")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.RemoveField(model_name="outboxmessage", name="values"),
    ]
