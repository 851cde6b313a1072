"""Several who do the same at the same time, each with a connection of its own."""

from threading import Barrier, Thread
from time import sleep

from django.db import OperationalError, connection, connections

from content.planning import schedule


def at_once(*acts) -> list:
    """Do `acts` at the same time, each in a thread; return what they gave."""
    ready, given = Barrier(len(acts)), []

    def run(act):
        try:
            connection.ensure_connection()
            ready.wait(10)
            given.append(patiently(act))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


def patiently(act):
    """Do `act` until nobody is in the way: SQLite in memory, as in these tests, refuses where a file would wait."""
    while True:
        try:
            return act()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            sleep(0.005)


def run_all_due(now) -> None:
    """Do what is due by `now`, as often as it takes when others are in the way."""
    while (moment := schedule.next_moment()) is not None and moment <= now:
        schedule.run_due(now)
