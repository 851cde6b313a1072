"""Run what waits in the background: tasks, mail, what was planned for a moment, and the work of the night."""

import logging
from collections.abc import Callable
from functools import partial
from threading import Thread
from time import sleep

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from content.mail.outbox.worker import OutboxWorker
from content.planning.middleware import DueCache, keep_up
from content.search.indexing import rebuild_index
from signups.joining.registering import register_waiting
from signups.mailings.sending import push_mailings
from smartup.nightly import run_nightly_if_due

_log = logging.getLogger(__name__)


class Command(TaskWorker):
    help = "Run tasks, send mail, and publish and withdraw what was planned, also while nobody visits the site."

    def handle(self, **options):
        rebuild_index.enqueue()  # whoever was killed between a change and its place in the index left it behind
        keep_schedule = partial(keep_up, DueCache(ask_every=1))
        _in_background("schedule", keep_schedule, run_nightly_if_due, push_mailings)
        _in_background("registering", register_waiting)  # somebody waits for a code: no work of the night holds that up
        postman = OutboxWorker()
        postman.start()
        try:
            super().handle(**options)
        finally:
            postman.stop()


def _in_background(name: str, *acts: Callable[[], object]) -> None:
    Thread(target=each_second, args=acts, name=name, daemon=True).start()


def each_second(*acts: Callable[[], object]) -> None:
    """Do what is due, as long as the process lives."""
    while True:
        for act in (*acts, close_old_connections):
            try:
                act()
            except Exception:  # else this thread would end, and nobody notice that what it does isn't done any more
                _log.exception("%s could not be done; it is tried again.", act)
        sleep(1)
