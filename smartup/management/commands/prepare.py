"""Make an installation ready to serve; what is there already stays as it is."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from content.pictures.renditions.tasks import all_due, enqueue_renditions
from events.models import Event


class Command(BaseCommand):
    help = "Migrate; fill an empty database with the demonstration content; make the first editor's account."
    requires_system_checks = []

    def handle(self, **options):
        call_command("migrate", verbosity=0, interactive=False)
        for picture in all_due():  # a worker that was killed leaves its picture half done
            enqueue_renditions(picture)
        accounts = get_user_model().objects
        if accounts.exists():  # whoever removed the demonstration doesn't want it back
            return
        if not Event.objects.exists():
            self.stdout.write("Loading the demonstration content …")
            call_command("load_demo", stdout=self.stdout)
        self._make_editor(accounts)

    def _make_editor(self, accounts):
        password = secrets.token_urlsafe(12)
        accounts.create_superuser("editor", password=password)
        self.stdout.write(
            "\nYour account for the admin (this is shown once; `manage.py changepassword editor` makes another password):\n"
            f"    name      editor\n    password  {password}\n"
        )
