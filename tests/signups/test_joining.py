"""Somebody joins: from the form to the mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.models import Confirmation, Consent, PendingSignup, Stakeholder
from tests.factories import CaseFactory, EventFactory, InterestFactory, LessonFactory
from tests.signups.joining import address, answers, code_in, join_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def join(visitor, text):
    """Fill in the form and send it, with what the test changes; returns the response."""
    return lambda page="en", **changes: join_now(visitor, page, **changes)


def mails():
    return list(OutboxMessage.objects.order_by("created_at").values_list("letter", "recipient"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_somebody_joins_and_is_asked_to_confirm(join, text, language):
    interests = [InterestFactory(), InterestFactory()]
    response = join(
        language,
        organisation="Vries & Co",
        role="Director",
        kind="business",
        interests=[interest.pk for interest in interests],
        message="Graag!",
        seen_on="/nl/",
    )
    assert response.url == address("signups:code", PendingSignup.objects.get().key, language=language)
    assert list(
        Stakeholder.objects.values(
            "name", "email", "organisation", "role", "kind", "message", "language", "state", "seen_on", "confirmed_at"
        )
    ) == [
        {
            "name": "Anna de Vries", "email": "anna@example.org", "organisation": "Vries & Co", "role": "Director",
            "kind": "business", "message": "Graag!", "language": language, "state": "pending", "seen_on": "/nl/",
            "confirmed_at": None,
        }
    ]  # fmt: skip
    assert set(Stakeholder.objects.get().interests.all()) == set(interests)
    assert list(Consent.objects.values_list("text", "language", "source")) == [(3, language, "/nl/")]
    mail = OutboxMessage.objects.get()
    assert (mail.letter, mail.recipient, mail.language) == ("signups.confirm", "anna@example.org", language)
    assert mail.about == Stakeholder.objects.get().pk


def test_of_the_code_only_a_digest_is_kept(join):
    join()
    code = code_in(OutboxMessage.objects.get())
    kept = Confirmation.objects.values_list("code_digest", "mails", "wrong_codes").get()
    assert (len(kept[0]), kept[1:]) == (64, (1, 0))
    assert code not in kept[0]


def test_the_consent_says_in_which_language_its_words_were_shown(join, text):
    text.words_en = ""
    text.save()
    join("en")
    assert Consent.objects.get().language == "nl"


# --- Where one came from ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["event", "case", "lesson", "home"])
def test_the_event_behind_the_page_that_led_to_the_form_is_remembered(join, kind, language):
    event = EventFactory(live=True, is_home=True)
    EventFactory(live=True)
    of = {"event": event, "case": CaseFactory(live=True, event=event), "lesson": LessonFactory(live=True, event=event)}
    path = of[kind].addresses()[language] if kind in of else address("events:home", language=language)
    join(seen_on=path)
    assert Stakeholder.objects.values_list("event", "seen_on").get() == (event.pk, path)


@pytest.mark.parametrize(
    "path",
    [
        "/nl/nergens/", "/en/events/nowhere/", "/fr/events/x/", "/admin/", "/", "/en/search/?q=%00", "/en//", "/%ff/",
        "/en/events/" + "a" * 200 + "/", "/nl/evenementen/\u202e/", "/en/events/?", "/nl/casussen/../",
    ],
)  # fmt: skip
def test_a_page_without_an_event_is_no_trouble(join, path):
    EventFactory(live=True)
    assert join(seen_on=path).status_code == 302
    assert Stakeholder.objects.values_list("event").get() == (None,)


def test_a_draft_isnt_given_away(join):
    join(seen_on=EventFactory().addresses()["en"])
    assert Stakeholder.objects.get().event is None


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


# --- Once ---------------------------------------------------------------------------------------------------------


def test_a_second_click_on_the_button_joins_once_and_both_pages_take_the_code(join, visitor):
    first, second = join(), join()
    assert (Stakeholder.objects.count(), Consent.objects.count(), Confirmation.objects.count()) == (1, 1, 1)
    assert mails() == [("signups.confirm", "anna@example.org")]
    assert first.url != second.url
    visitor.post(second.url, {"code": code_in(OutboxMessage.objects.get())})
    assert Stakeholder.objects.get().state == "confirmed"


def test_what_was_filled_in_last_holds(join):
    first, second = InterestFactory(), InterestFactory()
    join(name="Ana", interests=[first.pk], organisation="Vries", seen_on="/nl/")
    join(name="Anna", interests=[second.pk], kind="business", email="Anna@example.org", seen_on="/en/")
    anna = Stakeholder.objects.get()
    assert (anna.name, anna.kind, anna.organisation, anna.email) == ("Anna", "business", "", "Anna@example.org")
    assert list(anna.interests.all()) == [second]
    assert Consent.objects.values_list("stakeholder", "source").get() == (anna.pk, "/en/")


def test_after_ten_minutes_there_is_another_mail_with_another_code(join, visitor, clock):
    page = join().url
    clock.tick(60 * 10 - 1)
    join()
    assert len(mails()) == 1
    clock.tick(2)
    join()
    first, second = OutboxMessage.objects.order_by("created_at")
    clock.tick(1)
    assert "isn't right" in visitor.post(page, {"code": code_in(first)}).content.decode()
    visitor.post(page, {"code": code_in(second)})
    assert Stakeholder.objects.get().state == "confirmed"


def test_an_address_gets_three_mails_a_day(join, clock):
    for _time in range(6):
        join()
        clock.tick(60 * 11)
    assert len(mails()) == 3
    clock.tick(60 * 60 * 24)
    join()
    assert len(mails()) == 4


# --- Nobody finds out who is known --------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["ANNA@EXAMPLE.ORG", "Anna@example.org", " anna@example.org "])
def test_a_known_address_changes_nothing_and_gets_a_mail_that_says_so(join, known, email):
    response = join(email=email, name="Somebody else", organisation="Elsewhere", interests=[InterestFactory().pk])
    signup = PendingSignup.objects.get()
    assert response.url == address("signups:code", signup.key)
    assert signup.known is True
    assert Stakeholder.objects.values_list("name", "kind", "organisation").get() == (known.name, known.kind, "")
    assert (Consent.objects.count(), known.interests.count()) == (0, 0)
    assert mails() == [("signups.known", "anna@example.org")]


def test_the_page_after_the_form_is_the_same_for_a_known_address(join, visitor, known):
    pages = []
    for email in ["ANNA@example.org", "BEA@example.org"]:
        page = visitor.get(join(email=email).url).content.decode()
        key = PendingSignup.objects.get(stakeholder__email__iexact=email).key
        pages.append(page.replace(key, "KEY").replace(email.lower(), "ADDRESS"))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("typed", ["000000", "", "123456"])
def test_codes_are_as_wrong_for_a_known_address_as_for_another(join, visitor, known, typed):
    pages = []
    for email in ["anna@example.org", "bea@example.org"]:
        address = join(email=email).url
        key = PendingSignup.objects.get(stakeholder__email=email).key
        shown = [visitor.post(address, {"code": typed}).content.decode() for _time in range(7)]
        pages.append([page.replace(key, "KEY").replace(email, "ADDRESS") for page in shown])
    assert pages[0] == pages[1]


def test_no_code_is_right_for_a_known_address(join, visitor, known):
    page = join().url
    digest = Confirmation.objects.get().code_digest
    assert digest == ""
    assert "isn't right" in visitor.post(page, {"code": ""}).content.decode()


@pytest.fixture
def confirmed_long_ago(known):
    long_ago = timezone.now() - timedelta(days=30)
    Confirmation.objects.create(stakeholder=known, code_digest="", mailed_at=long_ago, expires_at=long_ago)


@pytest.mark.parametrize("page", ["/nl/", ""])
@pytest.mark.parametrize("interests", [0, 3])
@pytest.mark.parametrize("before", [None, "known", "confirmed_long_ago"])
def test_while_somebody_waits_nobody_looks_whether_the_address_is_known(
    visitor, text, request, django_assert_num_queries, before, interests, page
):
    chosen = [InterestFactory().pk for _number in range(interests)]
    if before:
        request.getfixturevalue(before)
    with django_assert_num_queries(2) as queries:
        visitor.post(address("signups:join"), answers(interests=chosen, seen_on=page))
    asked, written = (query["sql"] for query in queries.captured_queries)
    assert asked.startswith("SELECT") and "signups_stakeholder" not in asked
    assert written.startswith('INSERT INTO "signups_pendingsignup"')


# --- What is wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "   "}, ["name"]),
        ({"email": "anna"}, ["email"]),
        ({"email": None}, ["email"]),
        ({"email": "ann\u0430@example.org"}, ["email"]),
        ({"email": "\u212aees@example.org"}, ["email"]),
        ({"email": "anna@example.org\nBcc: bea@example.org"}, ["email"]),
        ({"email": "anna@example.org, bea@example.org"}, ["email"]),
        ({"email": "Anna <anna@example.org>"}, ["email"]),
        ({"kind": None}, ["kind"]),
        ({"kind": "king"}, ["kind"]),
        ({"language": "fy"}, ["language"]),
        ({"interests": ["1"]}, ["interests"]),
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
        ({"role": "a" * 151}, ["role"]),
        ({"name": "a" * 1_000_000}, ["name"]),
        ({"email": "a" * 1_000_000 + "@example.org"}, ["email"]),
        ({"message": "a" * 1_000_000}, ["message"]),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(join, changes, wrong):
    response = join(**changes)
    assert list(response.context["form"].errors) == wrong
    assert (Stakeholder.objects.count(), PendingSignup.objects.count(), OutboxMessage.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("name", ["محمد بن سلمان", "\u202eanna", "👩‍🌾 Boerin", "Ōtāne <b>&amp;", "'; DROP TABLE--"])
def test_any_name_is_somebodys_name(join, name):
    join(name=name, message=name)
    assert Stakeholder.objects.values_list("name", "message").get() == (name, name)


def test_an_address_keeps_its_name_as_typed_and_its_host_in_small_letters(join):
    join(email="Anna.DeVries@Example.ORG")
    assert Stakeholder.objects.get().email == "Anna.DeVries@example.org"


def test_a_form_from_another_site_is_refused(visitor, text):
    elsewhere = {"origin": "https://elsewhere.example"}
    assert visitor.post(address("signups:join"), answers(), headers=elsewhere).status_code == 403
    assert Stakeholder.objects.count() == 0


def test_without_words_to_agree_to_nobody_can_join(visitor):
    page = visitor.get(address("signups:join"))
    assert "possible yet" in page.content.decode()
    answer = visitor.post(address("signups:join"), {"name": "Anna", "email": "anna@example.org"})
    assert (answer.status_code, Stakeholder.objects.count()) == (409, 0)
