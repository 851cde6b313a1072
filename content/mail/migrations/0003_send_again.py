from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mail", "0002_letters_and_delivery")]

    operations = [
        migrations.AlterModelOptions(
            name="outboxmessage",
            options={
                "ordering": ["-created_at"],
                "default_permissions": ("view", "add", "change", "delete", "resend"),
                "verbose_name": "mail",
                "verbose_name_plural": "outbox",
            },
        )
    ]
