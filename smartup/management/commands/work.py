"""Run what waits in the background: tasks, mail, what was planned for a moment, and the work of the night."""

import logging
from threading import Thread
from time import sleep

from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from content.mail.worker import Postman
from content.search.tasks import rebuild_index
from content.workflow.middleware import keep_up
from content.workflow.outlook import Outlook
from signups.sending_updates import push_updates
from smartup.nightly import run_nightly_if_due

_log = logging.getLogger(__name__)


class Command(TaskWorker):
    help = "Run tasks, send mail, and publish and withdraw what was planned, also while nobody visits the site."

    def handle(self, **options):
        rebuild_index.enqueue()  # whoever was killed between a change and its place in the index left it behind
        Thread(target=tick, name="schedule", daemon=True).start()
        postman = Postman()
        postman.start()
        try:
            super().handle(**options)
        finally:
            postman.stop()


def tick() -> None:
    """Look every second, as long as the process lives, whether something is due."""
    outlook = Outlook(ask_every=1)
    while True:
        keep_up(outlook)
        for act in (run_nightly_if_due, push_updates):
            try:
                act()
            except (DatabaseError, OSError):
                _log.exception("%s could not be done; it is tried again.", act.__name__)
        close_old_connections()
        sleep(1)
