from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signups", "0003_proof_of_an_attempt")]

    operations = [
        migrations.AddField(
            model_name="stakeholder",
            name="role",
            field=models.CharField(
                blank=True, help_text="Such as “policy officer”.", max_length=150, verbose_name="role"
            ),
        )
    ]
