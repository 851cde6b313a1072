import pytest
from django.core import signing
from django.urls import reverse

from content.mail.signed_links import key_for
from tests.factories import ConsentFactory, InterestFactory, StakeholderFactory


@pytest.fixture
def anna(db, in_english):
    """Somebody who joined and confirmed, and reads English; `anna.page` is where her link leads."""
    person = StakeholderFactory(
        name="Anna Aal",
        email="Anna@waterschap.example",
        organisation="Waterschap",
        message="I know about eels",
        language="en",
        state="confirmed",
        interests=[InterestFactory(label_en="Water")],
    )
    ConsentFactory(stakeholder=person, language="en", text__version=1, text__words_en="Yes, write to me about eels")
    person.page = at("my_data", "my-data", person)
    return person


def at(page, purpose, person, *more):
    """Return the address that a letter to `person` has for `page`."""
    return reverse(f"signups:{page}", args=[key_for(purpose, person.pk), *more])


def sent(person, **changes):
    """Return what the form of one's own data sends, with `changes`."""
    told = {name: getattr(person, name) for name in ["name", "organisation", "role", "kind", "message", "language"]}
    return {**told, "interests": [str(each.pk) for each in person.interests.all()], **changes}


def forged_keys(person):
    """Return keys that open nothing: cut off, altered, for other purposes, of other things, of other sites."""
    good = key_for("my-data", person.pk)
    value, stamp, signature = good.split(":")
    return [
        "x", "a:b:c", good[:-1], f"{value}:{stamp}:{signature[::-1]}", f"{value[:-2]}AA:{stamp}:{signature}",
        f"{value}:zzzzzz:{signature}", key_for("unsubscribe", person.pk), key_for("stay", person.pk),
        key_for("confirm", person.pk), key_for("my-data", "not a uuid"), str(person.pk),
        signing.dumps(str(person.pk), salt="content.mail.my-data", key="another site"),
        "é" * 20, "%00", "\u202e", "a" * 5000, "../admin", "<script>",
    ]  # fmt: skip
