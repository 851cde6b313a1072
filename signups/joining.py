"""The act of joining: from a form that is right to a mail that asks for confirmation.

Nobody finds out by it whether an address is known: whether somebody joins, joins anew or had joined long ago, the same
is asked of the database and written into it, the same page follows, and only the mail says what is the case.
"""

import secrets
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.languages.text import text_of
from content.workflow.prepared import Insertion, Prepared
from content.workflow.turns import own_turn
from signups.confirming import confirmation_of, mail_code
from signups.forms import JoinForm
from signups.models import Attempt, Consent, Stakeholder
from signups.origins import event_of
from signups.rehearsing import kept

# Whoever sends the form again within this time gets no second mail.
PAUSE = timedelta(minutes=10)

_FILLED_IN = ["name", "email", "organisation", "role", "kind", "message", "language", "seen_on"]

_insert_stakeholder, _insert_consent, _insert_attempt = map(Insertion, [Stakeholder, Consent, Attempt])
_insert_chosen = Insertion(Stakeholder.interests.through)


class ProofSpent(Exception):
    """The proof by which a form got past the robots had let another one through before."""


def join(*, form: JoinForm, language: str, sender: str, proof: str | None = None) -> Attempt:
    """Register who filled in the valid `form` as pending, and ask for confirmation by mail; return the Attempt.

    language: that of the page. sender, proof: see signups.robots. However often the same is sent, and be it at the same
    moment, one registration and one mail come of it. Raises ProofSpent.
    """
    try:
        return _join(form, language, sender, proof)
    except IntegrityError:  # somebody sent the same address, or the very same form, since we looked
        return _sent_before(form, proof) or _join(form, language, sender, proof)


def new_key() -> str:
    """Return the key of an attempt, which nobody guesses."""
    return secrets.token_urlsafe(32)


def _sent_before(form: JoinForm, proof: str | None) -> Attempt | None:
    before = Attempt.objects.filter(proof=proof).select_related("stakeholder").first() if proof else None
    if before and before.stakeholder.email.lower() != form.cleaned_data["email"].lower():
        raise ProofSpent
    return before


def _join(form: JoinForm, language: str, sender: str, proof: str | None) -> Attempt:
    joining = _filled_in(form)  # asks what it must before others have to wait
    with own_turn(), transaction.atomic():
        return _kept(joining, form, language, sender, proof)


def _kept(joining: Stakeholder, form: JoinForm, language: str, sender: str, proof: str | None) -> Attempt:
    known = _locked(form.cleaned_data["email"])
    is_confirmed = known is not None and known.state == Stakeholder.State.CONFIRMED
    if known is not None and not is_confirmed:
        _renew(known, joining, form, language)
    else:
        with kept(not is_confirmed):
            _register(joining, form, language, rehearsed=is_confirmed)
    person = known or joining
    mail_code(person, confirmation_of(person), pause=PAUSE)
    attempt = Attempt(key=new_key(), stakeholder=person, known=is_confirmed, sender=sender, proof=proof)
    _insert_attempt(attempt)
    return attempt


def _locked(email: str) -> Stakeholder | None:
    """Return who is known by this address, and let everybody else who joins with it wait for us."""
    return _with_address.object(email.lower())


@partial(Prepared, of=str)
def _with_address(email):
    return Stakeholder.objects.at_address(email).order_by().select_for_update().values()


def _filled_in(form: JoinForm) -> Stakeholder:
    answers = {name: form.cleaned_data[name] for name in _FILLED_IN}
    return Stakeholder(**answers, event_id=event_of(answers["seen_on"]))


def _register(stakeholder: Stakeholder, form: JoinForm, language: str, *, rehearsed: bool) -> None:
    if rehearsed:  # the address is taken
        stakeholder.email = f"{stakeholder.pk.hex}@rehearsed.invalid"
    _insert_stakeholder(stakeholder)
    _choose(stakeholder, form.cleaned_data["interests"])
    _insert_consent(Consent(stakeholder=stakeholder, **_agreed_to(form, language)))


def _renew(known: Stakeholder, joining: Stakeholder, form: JoinForm, language: str) -> None:
    """Let what was filled in last hold for somebody who hasn't confirmed yet."""
    for name in [*_FILLED_IN, "event_id"]:
        setattr(known, name, getattr(joining, name))
    known.created_at = known.active_at = timezone.now()
    known.save(force_update=True)
    known.interests.clear()
    _choose(known, form.cleaned_data["interests"])
    known.consents.all().delete()
    _insert_consent(Consent(stakeholder=known, **_agreed_to(form, language)))


def _choose(stakeholder: Stakeholder, interests: list[str]) -> None:
    if interests:
        chosen = Stakeholder.interests.through
        _insert_chosen(*[chosen(stakeholder_id=stakeholder.pk, interest_id=UUID(key)) for key in interests])


def _agreed_to(form: JoinForm, language: str) -> dict:
    shown = text_of(form.terms, "words", language)
    return {"text_id": form.terms["version"], "language": shown.language, "source": form.cleaned_data["seen_on"]}
