"""From a form that was stored to a registration that waits for its confirmation: done in the background, in a moment.

Whoever sends a form is thanked as soon as it is safe; here one finds out whether the address is known, and the person,
the interests, the consent, the confirmation and the mail are written together. However often the same is sent, one
registration and one mail come of it.
"""

import logging
from datetime import timedelta
from functools import partial
from typing import cast
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from content.database.statements import PreparedInsert, PreparedQuery
from content.database.write_lock import own_turn
from signups.confirming.confirming import confirmation_of, mail_code
from signups.joining.forms import COLUMNS
from signups.joining.referrer import event_of
from signups.models import Consent, Interest, PendingSignup, Stakeholder

# Whoever sends the form again within this time gets no second mail.
PAUSE = timedelta(minutes=10)
# What failed, for a reason that nobody foresaw, is tried again; meanwhile it holds up nobody else.
TRIED_AGAIN_AFTER = timedelta(minutes=5)

_log = logging.getLogger(__name__)
_insert_stakeholder, _insert_consent = PreparedInsert(Stakeholder), PreparedInsert(Consent)
_insert_chosen = PreparedInsert(Stakeholder.interests.through)


def register_waiting(most: int = 500) -> int:
    """Register those who wait, the first first, each by itself; return how many that were. Stops after `most`."""
    now = timezone.now()
    rested = Q(failed_at__isnull=True) | Q(failed_at__lte=now - TRIED_AGAIN_AFTER)
    waiting = PendingSignup.objects.waiting().filter(rested).order_by("created_at")
    return sum(map(_try, waiting.values_list("pk", flat=True)[:most]))


def register_signup(key: UUID) -> bool:
    """Register whoever made the signup with the primary key `key`; return False if that had been done, or it is gone."""
    try:
        return _register(key)
    except IntegrityError:  # somebody else registered the same address since we looked
        return _register(key)


def _try(key: UUID) -> bool:
    try:
        return register_signup(key)
    except (OperationalError, InterfaceError):  # locked, or out of reach: it isn't the signup's fault
        _log.exception("Attempt %s has to wait for the database; it is tried again in a moment.", key)
    except Exception:  # whatever it is, others are registered meanwhile
        _log.exception("Attempt %s could not be registered; it is tried again.", key)
        PendingSignup.objects.filter(pk=key).update(failed_at=timezone.now())
    return False


def _register(key: UUID) -> bool:
    """Lock the person first, as erasing does, and then the signup; if that is gone by then, nothing was done."""
    with own_turn(), transaction.atomic():
        signup = PendingSignup.objects.waiting().filter(pk=key).first()
        if signup is None:
            return False
        before = _with_address.object(signup.email.lower())  # everybody else who writes to them waits for us
        signup.known = before is not None and before.state == Stakeholder.State.CONFIRMED
        person = before if before and signup.known else _filled_in(signup, before)
        mail_code(person, confirmation_of(person), pause=PAUSE)
        registered = {"stakeholder": person, "sent": None, "text": None, "known": signup.known}
        if not PendingSignup.objects.waiting().filter(pk=key).update(**registered):
            transaction.set_rollback(True)  # somebody else registered or erased it since we looked
            return False
    return True


@partial(PreparedQuery, of=str)
def _with_address(email):
    return Stakeholder.objects.at_address(email).order_by().select_for_update().values()


def _filled_in(signup: PendingSignup, before: Stakeholder | None) -> Stakeholder:
    """Store what was filled in, in place of what was filled in `before`, which nobody has confirmed; return who did so."""
    person, sent = before or Stakeholder(), signup.sent or {}
    for name in COLUMNS:
        setattr(person, name, sent[name])
    person.event_id = event_of(person.seen_on)
    person.created_at = person.active_at = signup.created_at
    if before:
        person.save(force_update=True)
        person.interests.clear()
        person.consents.all().delete()
    else:
        _insert_stakeholder(person)
    interests = sent["interests"]  # some of which an editor may have removed since
    chosen = Interest.objects.filter(pk__in=interests).values_list("pk", flat=True) if interests else []
    _insert_chosen(*[Stakeholder.interests.through(stakeholder_id=person.pk, interest_id=key) for key in chosen])
    consent = Consent(stakeholder=person, text_id=cast(int, signup.text_id), language=sent["consent_language"])
    consent.given_at, consent.source = signup.created_at, person.seen_on
    _insert_consent(consent)
    return person
