"""Serve the site to whoever is changing it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from smartup.server.bind_address import HOST, PORT, address_lines, require_free_port
from smartup.server.supervisor import SupervisedProgram, end_with_parent, manage_command, run_together

TASKS = manage_command("work", "--queue-name", "*", "--reload", "--no-startup-delay")


class Command(BaseCommand):
    help = "Serve the site with Django's own server, which reloads on every change, and run the task worker beside it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--with-parent", action="store_true", help="Stop when the program that started this ends.")

    def handle(self, **options):
        if options["with_parent"]:
            end_with_parent()
        if not settings.DEBUG:
            raise CommandError("Pages for debugging are off. Set DEBUG=1 as well, or use: make dev")
        require_free_port()
        self.stdout.write(address_lines())
        server = SupervisedProgram("The web server", manage_command("runserver", f"{HOST}:{PORT}"))
        ended = run_together([server, SupervisedProgram("The task worker", TASKS)])
        if ended:
            raise CommandError(f"{ended} stopped by itself, so everything was stopped. Its last words are above.")
