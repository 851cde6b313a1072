"""What is due is done before a page is answered; when the next thing is due, each process knows by itself."""

import logging
from datetime import datetime
from threading import Lock
from time import monotonic

from django.utils import timezone

from content.planning import schedule


class DueCache:
    """The next moment of the schedule. It asks the database anew every `ask_every` seconds at most.

    Another process may have planned something meanwhile; what this one plans, it knows at once.
    """

    def __init__(self, ask_every: float = 15):
        self._ask_every = ask_every
        self._turn = Lock()
        self._ask_at = 0.0
        self._moment: datetime | None = None
        schedule.when_planned(self.forget)

    def forget(self) -> None:
        """Ask anew the next time."""
        self._ask_at = 0.0

    def trust(self, moment: datetime | None, seconds: float) -> None:
        """Take it that `moment` is the next one, and don't ask for so many seconds."""
        self._moment, self._ask_at = moment, monotonic() + seconds

    def keep_up(self) -> int:
        """Do what should have happened by now; return how much was done. Whoever comes meanwhile waits for it."""
        if self._is_quiet():
            return 0
        with self._turn:
            return 0 if self._is_quiet() else self._look()

    def _is_quiet(self) -> bool:
        return monotonic() < self._ask_at and (self._moment is None or timezone.now() < self._moment)

    def _look(self) -> int:
        """What can't be done for a reason that may pass is tried again when the database is asked the next time."""
        self.trust(None, self._ask_every)  # whatever goes wrong below, not every visitor shall try it
        done = 0
        moment = schedule.next_moment()
        if moment is not None and moment <= timezone.now():
            done = schedule.run_due()
            moment = schedule.next_moment()
        if moment is None or moment > timezone.now():
            self._moment = moment
        return done


logger = logging.getLogger(__name__)

outlook = DueCache()


class DueChanges:
    """Do what should have happened by now before answering, so that the first visitor at nine sees the page of nine.

    No page waits for it but at such a moment: the process knows when the next one is. What an editor sends is left
    alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in {"GET", "HEAD"}:
            keep_up(outlook)
        return self.get_response(request)


def keep_up(known: DueCache) -> None:
    """Do what is due, as far as it is `known`. When that fails the log tells, and whoever asked goes on."""
    try:
        known.keep_up()
    except Exception:
        logger.exception("What was planned could not be looked up, and will be again")
