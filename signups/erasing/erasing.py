"""Erasing somebody (GDPR art. 17): all that we hold goes at once, wherever it names them; what stays is proof that leads to nobody."""

import re

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.html import escape
from django_tasks_db.models import DBTaskResult

from content.autosave.models import EditSession
from content.mail.models import OutboxMessage
from signups.erasing.suppression import suppress_email
from signups.models import Consent, Erasure, Export, Note, PendingSignup, Stakeholder

# What the team is told of who joined names people in passing.
_DIGEST = "signups.digest"
_REMOVED = "…"


def erase_traces(stakeholder: Stakeholder) -> dict[str, int]:
    """Delete or blacken whatever names `stakeholder` in passing, in the caller's transaction.

    Returns how many rows of which kind. To be called while the row is still there.
    """
    address = Q(text__icontains=stakeholder.email) | Q(html__icontains=stakeholder.email)
    mentioning = OutboxMessage.objects.filter(address | Q(letter=_DIGEST))
    # What editors have typed in the form about this person, while it is open.
    open_forms = EditSession.objects.at(Stakeholder, str(stakeholder.pk))
    # First those that go whole: they need not be blackened.
    return {
        "outboxmessage": _deleted(mails_of(stakeholder)),
        "blackened_mail": _blacken(mentioning, ["subject", "text", "html", "error"], stakeholder),
        "logentry": _deleted(_log_of(stakeholder)),
        "sitting": _deleted(open_forms),
        "taskresult": _deleted(_tasks_of(stakeholder)),
        "blackened_export": _blacken(Export.objects.exclude(selection=""), ["selection"], stakeholder),
    }


def mails_of(stakeholder: Stakeholder):
    """Return what was written to `stakeholder`, or of them, whether it has left or not.

    Not what tells the team who joined, when they are of the team as well: the next one begins where the last ended.
    """
    to_them = Q(recipient__iexact=stakeholder.email) & ~Q(letter=_DIGEST)
    return OutboxMessage.objects.filter(Q(about=stakeholder.pk) | to_them)


def _deleted(rows) -> int:
    number, _kinds = rows.delete()
    return number


def _blacken(rows, columns: list[str], stakeholder: Stakeholder) -> int:
    """Strike what names `stakeholder` out of `columns`; return in how many rows."""
    named, struck = _naming(stakeholder), 0
    for row in rows.iterator():
        before = [getattr(row, column) for column in columns]
        after = [named.sub(_REMOVED, text) for text in before]
        if after != before:
            rows.model.objects.filter(pk=row.pk).update(**dict(zip(columns, after, strict=True)))
            struck += 1
    return struck


def _naming(stakeholder: Stakeholder) -> re.Pattern:
    """Return what finds the words that name a stakeholder, whole ones only, the longest first, as text and as HTML."""
    said = [stakeholder.email, stakeholder.name, stakeholder.organisation, stakeholder.message]
    words = {form for word in said if word.strip() for form in (word, str(escape(word)))}
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def _log_of(stakeholder: Stakeholder):
    """Return the lines of the admin's log about the row or what hangs on it, and those that name the address."""
    parts = Q(change_message__icontains=stakeholder.email) | Q(object_repr__icontains=stakeholder.email)
    parts |= Q(content_type=ContentType.objects.get_for_model(Stakeholder), object_id__in=[str(stakeholder.pk)])
    for model in (Note, Consent):
        hanging = model.objects.filter(stakeholder=stakeholder)
        keys = [str(key) for key in hanging.values_list("pk", flat=True)]
        parts |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    return LogEntry.objects.filter(parts)


def _tasks_of(stakeholder: Stakeholder):
    tasks = DBTaskResult.objects.annotate(told=Cast("args_kwargs", TextField()))
    named = Q(told__icontains=str(stakeholder.pk)) | Q(told__icontains=stakeholder.email)
    return tasks.filter(named | Q(traceback__icontains=stakeholder.email))


# Who never confirmed an address may not even have been its owner, who may join any day.
_LEAVES_NO_TRACE = {Erasure.Reason.UNCONFIRMED}


@transaction.atomic
def erase_stakeholder(
    stakeholder: Stakeholder, reason: Erasure.Reason, *, among: QuerySet[Stakeholder] | None = None
) -> Erasure | None:
    """Erase all that the site holds of `stakeholder`, and return the proof, or None if they were gone already.

    among: only if they are one of these when it comes to it. A mail that is leaving at this very moment arrives; its row
    is gone all the same.
    """
    # Whoever writes to this person meanwhile holds the row: we wait, and then see what was written.
    found = Stakeholder.objects.select_for_update(of=("self",)).filter(pk=stakeholder.pk).first()
    # A question of its own: PostgreSQL reads other tables as they were before we waited for the lock.
    if found is None or (among is not None and not among.filter(pk=found.pk).exists()):
        return None
    rows = erase_traces(found)
    _number, deleted = found.delete()
    rows |= {label.rpartition(".")[2].lower(): number for label, number in deleted.items()}
    if reason not in _LEAVES_NO_TRACE:
        suppress_email(found.email)
        PendingSignup.objects.waiting().filter(sent__email__iexact=found.email).delete()
    return Erasure.objects.create(reason=reason, rows={name: number for name, number in rows.items() if number})
