from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("signups", "0005_link_requests")]

    operations = [
        migrations.AlterModelOptions(
            name="stakeholder",
            options={
                "default_permissions": ("view", "add", "change", "delete", "export"),
                "ordering": ["-created_at"],
                "verbose_name": "stakeholder",
                "verbose_name_plural": "stakeholders",
            },
        )
    ]
