from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_drafts")]

    operations = [
        migrations.AddField(
            model_name="sitting",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ended"),
        )
    ]
