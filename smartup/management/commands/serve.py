"""Serve the site the way production does."""

import sys

from django.core.management.base import BaseCommand, CommandError

from smartup.server.bind_address import require_free_port
from smartup.server.supervisor import SupervisedProgram, end_with_parent, manage_command, run_together

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:smartup.server.gunicorn_conf", "smartup.wsgi"]
TASKS = manage_command("work", "--queue-name", "*", "--no-reload", "--no-startup-delay", "--verbosity", "0")


class Command(BaseCommand):
    help = "Serve the site with gunicorn, and run the task worker beside it. HOST and PORT say where."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--with-parent", action="store_true", help="Stop when the program that started this ends.")

    def handle(self, **options):
        if options["with_parent"]:
            end_with_parent()
        require_free_port()
        ended = run_together(
            [SupervisedProgram("The web server", GUNICORN), SupervisedProgram("The task worker", TASKS)]
        )
        if ended:
            raise CommandError(f"{ended} stopped by itself, so everything was stopped. Its last words are above.")
