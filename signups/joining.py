"""The act of joining."""

from django.db import transaction

from content.languages.text import text_of
from signups.forms import JoinForm
from signups.models import Consent, Stakeholder


@transaction.atomic
def join(*, form: JoinForm, language: str, seen_on: str = "") -> Stakeholder:
    """Register who filled in the valid `form`, with their consent; return the Stakeholder.

    language: that of the page. seen_on: the path of the page that led to the form.
    A known address changes nothing and returns who is known: the page must not tell the two apart.
    """
    known = Stakeholder.objects.with_address(form.cleaned_data["email"])
    return known or _register(form, language, seen_on)


def _register(form: JoinForm, language: str, seen_on: str) -> Stakeholder:
    stakeholder = form.save(commit=False)
    stakeholder.email, stakeholder.seen_on = form.cleaned_data["email"], seen_on
    # Another request may have registered the address since we looked; the constraint lets one of the two through.
    [made] = Stakeholder.objects.bulk_create([stakeholder], ignore_conflicts=True)
    registered = Stakeholder.objects.with_address(made.email)
    if registered == made:
        form.save_m2m()
        shown = text_of(form.consent_text, "words", language)
        Consent.objects.create(stakeholder=made, text=form.consent_text, language=shown.language)
    return registered
