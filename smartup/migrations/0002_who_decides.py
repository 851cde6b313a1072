from django.db import migrations


def let_publishers_decide(apps, schema_editor):
    groups, permissions = (apps.get_model("auth", name)._base_manager for name in ("Group", "Permission"))
    decide = permissions.filter(content_type__app_label="gallery", codename="change_removalrequest").first()
    publishers = groups.filter(name="Publisher").first()
    if decide and publishers:
        publishers.permissions.add(decide)


class Migration(migrations.Migration):
    """Publishers could look at removal requests before there was anything to decide."""

    dependencies = [("smartup", "0001_roles")]

    operations = [migrations.RunPython(let_publishers_decide, migrations.RunPython.noop)]
