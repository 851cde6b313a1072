"""Make the small database from which a later release is tried: python -m tests.upgrade.make_fixture VERSION

It holds one row or two of everything, in Dutch and English: what visitors see, what waits, what is gone, mails, people.
It is made once for each release, by the code of that release, and not touched again: `test_upgrade.py` migrates it.
Texts, addresses and moments are the same each time that it is made; keys are as random as those of a site.
"""

import gzip
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
MADE_AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
FAR_AWAY = datetime(2099, 1, 1, tzinfo=UTC)  # what is planned must not be due while the tests run


def fill() -> None:
    """Write what the tests of an upgrade look at, and then something of each kind that isn't there yet."""
    from django.core.management import call_command

    from content.workflow import publishing
    from tests import factories as made

    event = made.EventFactory(live=True, title_nl="Een avond in Emmen", title_en="An evening in Emmen")
    case = made.CaseFactory(live=True, event=event, title_nl="De lokale factor", title_en="The local factor")
    made.LessonFactory(live=True, event=event, title_nl="Begin klein", title_en="")
    made.DraftFactory(target=case)
    made.VersionFactory(target=case)
    made.RedirectFactory(target=case, old_path="/nl/cases/vroeger/")
    made.AppointmentFactory(target=case, at=FAR_AWAY)
    gone = made.PageFactory(live=True, title_nl="Verlopen", title_en="Over")
    publishing.withdraw(gone, reasons={"reason_nl": "Dit is voorbij.", "reason_en": "This has ended."})
    made.PageFactory(title_nl="Nog niet", title_en="Not yet")
    made.StakeholderFactory(name="Anna Zwart", email="anna@example.org", language="en")
    made.StakeholderFactory(name="Jan de Wit", email="jan@example.org", language="nl")
    for factory in vars(made).values():
        if isinstance(factory, type) and issubclass(factory, made.DjangoModelFactory):
            model = factory._meta.model
            if model and not factory._meta.abstract and (factory is made.LetterFactory or not model.objects.exists()):
                factory()
    call_command("reindex", verbosity=0)


def main(version: str) -> None:
    """Write `VERSION.sqlite3.gz` beside this file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    import freezegun
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    with freezegun.freeze_time(MADE_AT):
        call_command("migrate", verbosity=0)
        fill()
    connection.close()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite3"
        with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as database:
            database.execute("VACUUM INTO ?", [str(copy)])
        target = HERE / f"{version}.sqlite3.gz"
        target.write_bytes(gzip.compress(copy.read_bytes(), 9, mtime=0))
    print(f"{target.name}: {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
