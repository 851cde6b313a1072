from django.db import migrations

from smartup.roles import set_up


def make_groups(apps, schema_editor):
    set_up(apps)


class Migration(migrations.Migration):
    """Make the groups; what they may do that isn't known to the database yet, they get when `migrate` ends."""

    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
