"""What every letter to a stakeholder has: their language, their links, and no words of a stranger that lead anywhere."""

import re

import pytest
from django.utils.translation import override

from content.mail.letters.letter_types import KINDS
from content.mail.signed_links import link_owner
from signups.stakeholder_mail import greeting_name, letter_to
from tests.factories import StakeholderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_home(settings):
    settings.SITE_URL = "https://smart.example"


def test_a_letter_to_a_stakeholder_speaks_their_language_and_has_their_links():
    anna = StakeholderFactory(name="Anna", email="anna@example.org", language="nl", state="confirmed")
    mail = letter_to(anna, "signups.welcome", address="https://smart.example/nl/")
    assert (mail.recipient, mail.language, mail.about) == ("anna@example.org", "nl", anna.pk)
    assert mail.unsubscribe.startswith("https://smart.example/")
    assert link_owner("unsubscribe", mail.unsubscribe.rstrip("/").rpartition("/")[2]) == anna.pk
    assert mail.unsubscribe in mail.text and "https://smart.example/nl/" in mail.text


def test_who_has_not_confirmed_gets_no_link_to_the_data():
    anna = StakeholderFactory(name="Anna", language="en")
    mail = letter_to(anna, "signups.confirm", code="314159", address="https://smart.example/en/")
    foot = mail.text.partition("\n-- \n")[2]
    assert "somebody gave this address" in foot and "what we know about you" not in foot
    assert mail.unsubscribe in foot


@pytest.mark.parametrize(
    "name", ["Anna de Vries", "J. P. van der Berg", "Ngô Bảo Châu", "O’Brien-Smith", "محمد علي", "Sjoerd Jr."]
)
def test_a_name_is_greeted(name):
    assert greeting_name(StakeholderFactory.build(name=name)) == name


@pytest.mark.parametrize(
    "name",
    [
        "[Click](https://example.org) {{ secret }}",
        "example.org",
        "www.example",
        "https example",
        "anna@example",
        "ａｎｎａ＠example",
        "example．org",
        "example。org",
        "<b>Anna</b>",
        "{code}",
        "Call 0900 1234",
        "You have won a prize, and somebody will tell you tomorrow where",
    ],
)
def test_a_name_that_leads_somewhere_is_not_greeted(name):
    anna = StakeholderFactory(name=name, language="en")
    assert greeting_name(anna) == ""
    mail = letter_to(anna, "signups.confirm", code="314159", address="https://smart.example/en/")
    assert mail.text.startswith("Hello,\n")
    assert name not in mail.subject + mail.text + mail.html


def test_no_subject_stumbles_over_a_site_whose_name_ends_in_a_mark():
    subjects = [kind.subject for key, kind in KINDS.items() if key.startswith("signups.")]
    with override("en"):
        assert [str(subject) for subject in subjects if re.search(r"\{site\}[?:.!]", str(subject))] == []
