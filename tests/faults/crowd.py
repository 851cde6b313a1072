"""Many people who join at once, on a site that may be killed meanwhile; then every one of them is looked for.

`python -m tests.faults.crowd` lets 50 clients join for 60 seconds, once in peace and once with the site killed halfway,
and says what it found; it takes the database of DATABASE_URL, or SQLite.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.browser.served import ROOT, environment_of, free_port, manage, serving

QUIET = 600  # seconds in which all mail must have left


@dataclass
class Found:
    """What became of those who joined: addresses that were thanked, failures, and what is stored and was mailed."""

    thanked: list[str] = field(default_factory=list)
    failures: Counter = field(default_factory=Counter)
    stored: Counter = field(default_factory=Counter)
    mailed: Counter = field(default_factory=Counter)
    outbox: dict = field(default_factory=dict)

    @property
    def lost(self) -> list[str]:
        """Those who were told that they would get a mail, and of whom nothing is stored."""
        return [email for email in self.thanked if not self.stored[email]]

    @property
    def unmailed(self) -> list[str]:
        """Those who are stored and got no mail."""
        return [email for email in self.stored if not self.mailed[email]]

    @property
    def doubled(self) -> list[str]:
        """Those who are stored, or got a mail, more than once."""
        return [email for counts in (self.stored, self.mailed) for email, number in counts.items() if number > 1]

    def __str__(self) -> str:
        return (
            f"{len(self.thanked)} thanked, {len(self.stored)} stored, {sum(self.mailed.values())} mails; "
            f"{len(self.lost)} lost, {len(self.unmailed)} without a mail, {len(self.doubled)} twice, "
            f"failures {dict(self.failures)}, outbox {self.outbox}"
        )


class Crowd:
    """A site in `folder`, a mail server beside it, and `clients` who join it all the time."""

    def __init__(self, folder: Path, clients: int):
        self._folder, self._clients, self._numbers = folder, clients, count(1)
        self._mail_port = free_port()
        self._environment = {
            **environment_of(folder, free_port()),
            "EMAIL_URL": f"smtp://127.0.0.1:{self._mail_port}",
            "SECRET_KEY": "a key that everybody may know, for tests only",
        }
        if "DATABASE_URL" in os.environ:
            self._environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
        self._joined: set[str] = set()
        manage("prepare", self._environment)
        manage("collectstatic", self._environment, "--noinput")
        self._version, self._mail = self._asked("version"), folder / "mail.txt"

    def join(self, seconds: float, *, killed: bool = False) -> Found:
        """Join for so many `seconds`; `killed`: the site dies halfway, and is started again."""
        found = Found()
        command = [sys.executable, "-m", "tests.faults.letterbox", str(self._mail_port), str(self._mail)]
        letterbox = subprocess.Popen(command, cwd=ROOT)
        try:
            if killed:
                with serving(self._environment, killed=True):
                    self._crowd(seconds / 2, found, until_the_end=True)
            with serving(self._environment):
                self._crowd(seconds / 2 if killed else seconds, found)
                self._wait_for_mail()
        finally:
            letterbox.terminate()
            letterbox.wait()
        told = json.loads(self._asked("stored"))
        found.stored, found.outbox = Counter(told["stored"]), told["outbox"]
        found.mailed = Counter(self._mail.read_text().split())
        return found

    def _crowd(self, seconds: float, found: Found, *, until_the_end: bool = False) -> None:
        """Let all join. until_the_end: go on in the background while the site is killed; what fails then is no failure."""
        until = time.monotonic() + seconds
        stop = until + 5 if until_the_end else until
        clients = [threading.Thread(target=self._join_until, args=(until, stop, found)) for _n in range(self._clients)]
        for client in clients:
            client.start()
        if until_the_end:
            time.sleep(seconds)
            return
        for client in clients:
            client.join()

    def _join_until(self, until: float, stop: float, found: Found) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", int(self._environment["PORT"]), timeout=30)
        while time.monotonic() < stop:
            email = f"person{next(self._numbers)}@example.org"
            try:
                connection.request("POST", "/en/join/", self._form(email), {"Content-Type": FORM})
                answer = connection.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException) as error:
                if time.monotonic() < until - 0.5:
                    found.failures[type(error).__name__] += 1
                elif stop > until:
                    return
                connection.close()
                continue
            if answer.status == http.client.FOUND:
                found.thanked.append(email)
            else:
                found.failures[f"{answer.status} {said[:80]!r}"] += 1
        connection.close()

    def _form(self, email: str) -> str:
        from django.core import signing

        ticket = signing.dumps(
            [email, time.time() - 60], key=self._environment["SECRET_KEY"], salt="signups.joining.proof_of_work"
        )
        return urlencode(
            {
                "name": "Anna de Vries", "email": email, "kind": "citizen", "language": "en", "consent": "on",
                "version": self._version, "message": "I would like to hear what comes next.", "ticket": ticket,
            }
        )  # fmt: skip

    def _wait_for_mail(self) -> None:
        deadline = time.monotonic() + QUIET
        while time.monotonic() < deadline and json.loads(self._asked("waiting")):
            time.sleep(1)

    def _asked(self, what: str) -> str:
        return manage("shell", self._environment, "-v0", "-c", QUESTIONS[what]).strip()


FORM = "application/x-www-form-urlencoded"
QUESTIONS = {
    "version": "from signups.models import ConsentText; print(ConsentText.objects.current().version)",
    "waiting": """
from content.mail.models import OutboxMessage as O
from signups.models import PendingSignup as A
print(O.objects.waiting().count() + A.objects.waiting().count())
""",
    "stored": """
import json
from content.mail.models import OutboxMessage as O
from signups.models import Stakeholder as S
whole = S.objects.filter(consents__isnull=False, confirmation__isnull=False, email__startswith='person')
print(json.dumps({
    'stored': list(whole.values_list('email', flat=True)),
    'outbox': {
        'sent': O.objects.filter(sent_at__isnull=False).count(),
        'given up': O.objects.filter(given_up_at__isnull=False).count(),
        'waiting': O.objects.waiting().count(),
        'unknown': O.objects.filter(handed_at__isnull=False, sent_at__isnull=True, given_up_at__isnull=True).count(),
    },
}))
""",
}


def main() -> None:
    """Say what became of each, and end with 1 if any was lost, got no mail, or got two."""
    from django.conf import settings

    settings.configure()
    seconds = float(os.environ.get("SECONDS", "60"))
    clients = int(os.environ.get("CLIENTS", "50"))
    with tempfile.TemporaryDirectory() as folder:
        crowd, bad = Crowd(Path(folder), clients), False
        for killed in (False, True):
            found = crowd.join(seconds, killed=killed)
            print("killed halfway:" if killed else "in peace:", found, flush=True)
            bad = bad or bool(found.lost or found.unmailed or found.doubled or found.failures)
    sys.exit(bad)


if __name__ == "__main__":
    main()
