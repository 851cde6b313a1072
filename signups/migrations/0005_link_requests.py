import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signups", "0004_role")]

    operations = [
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sender", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "request for a link",
                "verbose_name_plural": "requests for a link",
                "indexes": [models.Index(fields=["sender", "created_at"], name="signups_linkrequest_of_sender")],
            },
        )
    ]
