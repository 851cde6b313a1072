"""What the engine of this database keeps beside the documents; on any other database, search refuses to be set up."""

from django.db import migrations

from content.search.engines import engine_of


def create(apps, schema_editor):
    engine_of(schema_editor.connection.vendor).create(schema_editor.execute)


def drop(apps, schema_editor):
    engine_of(schema_editor.connection.vendor).drop(schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]

    operations = [migrations.RunPython(create, drop)]
