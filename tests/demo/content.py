"""Looking at the demonstration content, and at all that the site stores."""

from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.db import connection

from demo.loading import all_kinds
from demo.reading import demo_key

# How large the pictures are drawn, against their full size.
SMALL = 0.05
APPS = ["pages", "documents", "pictures", "search", "workflow", "events", "gallery", "signups"]
MODELS = [model for label in APPS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def flush(**kwargs):
    """Delete the demonstration and load it anew, without a question."""
    call_command("load_demo", flush=True, interactive=False, scale=SMALL, **kwargs)


def demo(model, name):
    """The object that the texts call `name`."""
    return model.objects.get(pk=demo_key(model, name))


def everything():
    """All rows of all tables, as the database has them."""
    rows = {}
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            rows[model._meta.label] = sorted(cursor.fetchall(), key=repr)
    return rows


def files():
    """The names of all files that loading stores."""
    kept = [(storages["private"], "originals"), (storages["private"], "documents")]
    kept += [(default_storage, "videos"), (default_storage, "captions")]
    return [sorted(storage.listdir(folder)[1]) for storage, folder in kept]


def objects():
    """Each object of the demonstration."""
    return [item for kind in all_kinds() for item in kind.stored()]
