"""Erased means gone: from every table, from the file of the database, from what names somebody in passing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django_tasks_db.models import DBTaskResult

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import digest_email, is_suppressed, lift_suppression, suppress_email
from signups.models import (
    Confirmation,
    Delivery,
    Erasure,
    Export,
    Mailing,
    Note,
    PendingSignup,
    Stakeholder,
    Suppression,
)
from tests.factories import (
    ConsentFactory,
    EditSessionFactory,
    InterestFactory,
    OutboxMessageFactory,
    StakeholderFactory,
)

pytestmark = pytest.mark.django_db

Reason = Erasure.Reason
# Words that stand nowhere else.
TELLING = ["Wilhelmina", "Zonnebloem", "Turfsteker", "zeppelin", "zonnebloem.example"]
ADDRESS = "Wilhelmina@zonnebloem.example"


def somebody(**columns):
    known = {"name": "Wilhelmina Zonnebloem", "organisation": "Turfsteker BV", "message": "My zeppelin & I"}
    made = StakeholderFactory(email=ADDRESS, **known | columns, interests=[InterestFactory()])
    ConsentFactory(stakeholder=made)
    return made


def log(item, **columns):
    kind = ContentType.objects.get_for_model(item)
    from tests.factories import EditorFactory

    author = EditorFactory()
    return LogEntry.objects.create(
        user=author, content_type=kind, object_id=str(item.pk), object_repr=str(item)[:200], action_flag=2, **columns
    )


def everything_about(stakeholder):
    """Leave a trace of somebody wherever the site leaves one."""
    note = Note.objects.create(stakeholder=stakeholder, text="Wilhelmina called about the zeppelin")
    PendingSignup.objects.create(key="k" * 43, stakeholder=stakeholder, sender="s")
    Confirmation.objects.create(stakeholder=stakeholder, code_digest="d", expires_at=stakeholder.created_at)
    Delivery.objects.create(mailing=Mailing.objects.create(subject="News", body="News"), stakeholder=stakeholder)
    OutboxMessageFactory(about=stakeholder.pk, recipient=ADDRESS, text="Dear Wilhelmina Zonnebloem")
    OutboxMessageFactory(recipient=ADDRESS.lower(), sent_at=stakeholder.created_at)
    for item in (stakeholder, note, stakeholder.consents.get()):
        log(item, change_message="Turfsteker BV")
    DBTaskResult.objects.create(
        args_kwargs={"args": [str(stakeholder.pk)], "kwargs": {}},
        task_path="signups.of.a.task",
        backend_name="default",
        run_after=stakeholder.created_at,
        exception_class_path="",
        traceback=f"DETAIL: Key (lower(email))=({ADDRESS}) already exists.",
    )
    kind = ContentType.objects.get_for_model(Stakeholder)
    EditSessionFactory(content_type=kind, object_id=str(stakeholder.pk), typed="name=Wilhelmina")
    Export.objects.create(account="officer", format="csv", selection="Search: wilhelmina zonnebloem", number=1)


def whole_database() -> str:
    """Return all rows of all tables, those of the search index included, as one text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [repr(cursor.fetchall())]
    return "\n".join(rows)


def told(text: str) -> list[str]:
    return [word for word in TELLING if word.lower() in text.lower()]


def test_nothing_in_any_table_tells_of_somebody_who_was_erased():
    stakeholder = somebody()
    everything_about(stakeholder)
    assert told(whole_database()) == TELLING
    assert str(stakeholder.pk.hex) in whole_database().replace("-", "")
    erase_stakeholder(stakeholder, Reason.ERASED)
    assert told(whole_database()) == []
    assert stakeholder.pk.hex not in whole_database().replace("-", "")


def test_the_proof_says_when_why_and_how_much_and_leads_to_nobody():
    stakeholder = somebody()
    everything_about(stakeholder)
    proof = erase_stakeholder(stakeholder, Reason.WITHDRAWN)
    assert proof == Erasure.objects.get()
    assert (proof.reason, proof.rows) == (
        "withdrawn",
        {
            "outboxmessage": 2,
            "logentry": 3,
            "sitting": 1,
            "taskresult": 1,
            "blackened_export": 1,
            "stakeholder": 1,
            "consent": 1,
            "note": 1,
            "pendingsignup": 1,
            "confirmation": 1,
            "delivery": 1,
            "stakeholder_interests": 1,
        },
    )


def test_others_stay_as_they_were():
    other = StakeholderFactory(name="Wilhelm", email="wilhelm@zonnebloem.example")
    ConsentFactory(stakeholder=other)
    mail = OutboxMessageFactory(about=other.pk, recipient=other.email, text="Dear Wilhelm")
    line = log(other)
    erase_stakeholder(somebody(), Reason.ERASED)
    assert Stakeholder.objects.get() == other and other.consents.count() == 1
    assert OutboxMessage.objects.get() == mail and LogEntry.objects.get() == line


def test_who_is_named_in_passing_is_struck_out_and_the_rest_stays():
    """A digest that waits still tells the team of the others."""
    words = "New: Wilhelmina Zonnebloem (Turfsteker BV), Anna Aal. My zeppelin & I"
    html = "<p>Wilhelmina Zonnebloem</p><p>My zeppelin &amp; I</p><p>Anna Aal</p>"
    digest = OutboxMessageFactory(letter="signups.digest", recipient="team@example.org", text=words, html=html)
    erase_stakeholder(somebody(), Reason.ERASED)
    digest.refresh_from_db()
    assert (digest.text, digest.html) == ("New: … (…), Anna Aal. …", "<p>…</p><p>…</p><p>Anna Aal</p>")


def test_a_short_name_strikes_no_letters_out_of_other_words():
    digest = OutboxMessageFactory(letter="signups.digest", recipient="team@example.org", text="An, Anna and Johan")
    erase_stakeholder(somebody(name="An", organisation="", message=""), Reason.ERASED)
    digest.refresh_from_db()
    assert digest.text == "…, Anna and Johan"


def test_whoever_is_gone_already_is_not_erased_twice():
    stakeholder = somebody()
    erase_stakeholder(stakeholder, Reason.ERASED)
    assert erase_stakeholder(stakeholder, Reason.ERASED) is None
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize("reason", Reason.values)
def test_who_left_stays_away_and_who_never_came_may_come(reason):
    erase_stakeholder(somebody(), reason)
    assert is_suppressed(ADDRESS) is (reason != "unconfirmed")


def test_a_suppressed_address_is_known_however_it_is_written_and_read_by_nobody():
    suppress_email("Jan.Jansen@Example.org")
    assert is_suppressed("jan.jansen@EXAMPLE.ORG ") and not is_suppressed("jan@example.org")
    assert "jan" not in Suppression.objects.get().digest
    suppress_email("jan.jansen@example.org")
    assert Suppression.objects.count() == 1
    lift_suppression("JAN.jansen@example.org")
    assert not is_suppressed("jan.jansen@example.org")


def test_a_digest_is_keyed(settings):
    before = digest_email("jan@example.org")
    settings.SECRET_KEY = "another"
    assert digest_email("jan@example.org") != before


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL has files of its own")
@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_forgets_too():
    """SQLite leaves what was deleted in its pages unless it is told to overwrite it."""
    assert secure_delete() == 1  # Debian's SQLite has it by itself, others haven't
    stakeholder = somebody(message="zeppelin " * 200)
    everything_about(stakeholder)
    assert told(on_disk()) == TELLING
    erase_stakeholder(stakeholder, Reason.ERASED)
    assert told(on_disk()) == []


def secure_delete() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA secure_delete").fetchone()[0]


def on_disk() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(connection.settings_dict["NAME"])
    files = [file, *(path for path in [file.with_name(f"{file.name}-wal")] if path.exists())]
    return "".join(path.read_bytes().decode("latin-1") for path in files)
