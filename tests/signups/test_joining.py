import pytest
from django.urls import reverse
from django.utils.translation import override

from signups.models import Consent, Stakeholder
from tests.factories import ConsentTextFactory, InterestFactory, StakeholderFactory

pytestmark = pytest.mark.django_db


def address(name, language="en"):
    with override(language):
        return reverse(name)


@pytest.fixture
def text():
    return ConsentTextFactory(version=3, words_nl="Ja, houd mij op de hoogte.", words_en="Yes, keep me informed.")


@pytest.fixture
def join(visitor, text):
    """Fill in the form and send it, with what the test changes; returns the response."""

    def send(page="en", headers=None, **changes):
        data = {
            "name": "Anna de Vries", "email": "anna@example.org", "kind": "citizen", "language": page,
            "consent": "on", "version": "3",
        }  # fmt: skip
        data |= changes
        filled = {name: value for name, value in data.items() if value is not None}
        return visitor.post(address("signups:join", page), filled, headers=headers)

    return send


def errors(response):
    return response.context["form"].errors


@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_joins(join, text, language):
    interests = [InterestFactory(), InterestFactory()]
    response = join(
        language,
        organisation="Vries & Co",
        kind="business",
        interests=[interest.pk for interest in interests],
        message="Graag!",
        seen_on="/nl/",
    )
    assert response.url == address("signups:thanks", language)
    anna = Stakeholder.objects.values(
        "name", "email", "organisation", "kind", "message", "language", "state", "seen_on"
    )
    assert list(anna) == [
        {
            "name": "Anna de Vries", "email": "anna@example.org", "organisation": "Vries & Co", "kind": "business",
            "message": "Graag!", "language": language, "state": "pending", "seen_on": "/nl/",
        }
    ]  # fmt: skip
    assert set(Stakeholder.objects.get().interests.all()) == set(interests)
    assert list(Consent.objects.values_list("text", "language")) == [(3, language)]


def test_the_consent_says_in_which_language_its_words_were_shown(join, text):
    text.words_en = ""
    text.save()
    join("en")
    assert Consent.objects.get().language == "nl"


def test_a_second_click_on_the_button_joins_once(join):
    first, second = join(), join()
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert (Stakeholder.objects.count(), Consent.objects.count()) == (1, 1)


@pytest.mark.parametrize("email", ["ANNA@EXAMPLE.ORG", "Anna@example.org", " anna@example.org "])
def test_a_known_address_changes_nothing_and_is_not_given_away(join, visitor, email):
    known = StakeholderFactory(name="Anna", email="anna@example.org", kind="business")
    response = join(email=email, name="Somebody else")
    assert response.url == address("signups:thanks")
    assert Stakeholder.objects.values_list("name", "kind").get() == (known.name, known.kind)
    assert Consent.objects.count() == 0


def test_two_who_join_with_one_address_at_the_same_moment_are_one(join, monkeypatch):
    """The other request registered the address after ours had looked for it."""
    StakeholderFactory(email="anna@example.org", name="First")
    look, answers = Stakeholder.objects.with_address, [None]
    monkeypatch.setattr(Stakeholder.objects, "with_address", lambda email: answers.pop() if answers else look(email))
    assert join(name="Second").url == address("signups:thanks")
    assert (Stakeholder.objects.get().name, Consent.objects.count()) == ("First", 0)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "   "}, ["name"]),
        ({"email": "anna"}, ["email"]),
        ({"email": None}, ["email"]),
        ({"kind": None}, ["kind"]),
        ({"kind": "king"}, ["kind"]),
        ({"language": "fy"}, ["language"]),
        ({"interests": ["1"]}, ["interests"]),
        ({"interests": ["9b2e8f52-7b3e-4e0c-8f1d-0b1e6f0f7a11"]}, ["interests"]),
        ({"consent": None}, ["consent"]),
        ({"version": "2"}, ["consent"]),
        ({"version": None}, ["consent"]),
        ({"homepage": "https://spam.example"}, ["__all__"]),
        ({"name": "", "email": "", "kind": None, "consent": None}, ["name", "email", "kind", "consent"]),
        ({"name": "An\0na"}, ["name"]),
        ({"email": "anna\0@example.org"}, ["email"]),
        ({"kind": "\0"}, ["kind"]),
        ({"interests": ["\0"]}, ["interests"]),
        ({"message": "a\0"}, ["message"]),
        ({"name": "a" * 1_000_000}, ["name"]),
        ({"email": "a" * 1_000_000 + "@example.org"}, ["email"]),
        ({"message": "a" * 1_000_000}, ["message"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(join, changes, wrong):
    response = join(**changes)
    assert list(errors(response)) == wrong
    assert Stakeholder.objects.count() == 0


@pytest.mark.parametrize("name", ["محمد بن سلمان", "\u202eanna", "👩‍🌾 Boerin", "Ōtāne <b>&amp;", "'; DROP TABLE--"])
def test_any_name_is_somebodys_name(join, name):
    join(name=name, message=name)
    assert Stakeholder.objects.values_list("name", "message").get() == (name, name)


def test_an_address_keeps_its_name_as_typed_and_its_host_in_small_letters(join):
    join(email="Anna.DeVries@Example.ORG")
    assert Stakeholder.objects.get().email == "Anna.DeVries@example.org"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/en/events/smart-up/", "/en/events/smart-up/"),
        ("/nl/zoeken/?q=spiegel", "/nl/zoeken/?q=spiegel"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/\\elsewhere.example/", ""),
        ("/a b", ""),
        ("/" + "a" * 300, ""),
    ],
)
def test_where_somebody_came_from_is_kept_if_it_is_a_page_of_ours(join, visitor, path, kept):
    form = visitor.get(address("signups:join"), {"from": path}).context["form"]
    join(seen_on=form["seen_on"].value())
    assert Stakeholder.objects.get().seen_on == kept
    Stakeholder.objects.all().delete()
    join(seen_on=path)
    assert Stakeholder.objects.get().seen_on == kept


def test_a_form_from_another_site_is_refused(join):
    assert join(headers={"origin": "https://elsewhere.example"}).status_code == 403
    assert Stakeholder.objects.count() == 0


def test_without_words_to_agree_to_nobody_can_join(visitor):
    page = visitor.get(address("signups:join"))
    assert "possible yet" in page.content.decode()
    answer = visitor.post(address("signups:join"), {"name": "Anna", "email": "anna@example.org"})
    assert (answer.status_code, Stakeholder.objects.count()) == (200, 0)
