"""From the mail to being registered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.signed_links import key_for
from signups.confirming.confirming import remind_pending
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import is_suppressed, suppress_email
from signups.models import Confirmation, Erasure, PendingSignup, Stakeholder
from tests.signups.joining import address, code_in, join_now, link_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(visitor, text, clock):
    """The page that Anna has before her when she has sent the form."""
    return join_now(visitor).url


def newest_mail(letter="signups.confirm"):
    return OutboxMessage.objects.filter(letter=letter).latest("created_at")


def read(response):
    return response.content.decode()


def state():
    return Stakeholder.objects.values_list("state", "confirmed_by").get()


# --- By the code --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "{0[0]}{0[1]}-{0[2]}{0[3]}-{0[4]}{0[5]}"]
)
def test_the_code_confirms_however_it_is_written(visitor, page, written):
    before = read(visitor.get(page))
    assert "anna@example.org" in before
    assert "You have joined" not in before
    answer = visitor.post(page, {"code": written.format(code_in(newest_mail()))}, follow=True)
    assert "You have joined. Welcome!" in read(answer)
    assert state() == ("confirmed", "code")
    anna = Stakeholder.objects.get()
    assert anna.confirmed_at == anna.active_at


def test_digits_of_another_script_are_digits(visitor, page):
    arabic = code_in(newest_mail()).translate({ord(str(digit)): 0x660 + digit for digit in range(10)})
    visitor.post(page, {"code": arabic})
    assert state() == ("confirmed", "code")


def test_whoever_is_confirmed_is_welcomed_by_mail_once(visitor, page):
    code = code_in(newest_mail())
    answers = [visitor.post(page, {"code": code}) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert OutboxMessage.objects.filter(letter="signups.welcome").count() == 1


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_five_wrong_codes_make_it_void_and_a_new_mail_brings_another(visitor, page, clock):
    code = code_in(newest_mail())
    said = [read(visitor.post(page, {"code": wrong(code)})) for _time in range(5)]
    assert ["isn't right" in each for each in said] == [True] * 4 + [False]
    assert "doesn't count any more" in said[4]
    assert "doesn't count any more" in read(visitor.post(page, {"code": code}))
    clock.tick(61)
    again = visitor.post(page.replace("/code/", "/again/"), follow=True)
    assert "If another mail may leave, it is on its way" in read(again)
    visitor.post(page, {"code": code_in(newest_mail())})
    assert state() == ("confirmed", "code")


def test_the_link_works_when_the_code_is_void(visitor, page):
    for _time in range(5):
        visitor.post(page, {"code": wrong(code_in(newest_mail()))})
    visitor.post(link_in(newest_mail(), "confirm"))
    assert state() == ("confirmed", "link")


def test_a_code_holds_for_seven_days(visitor, page, clock):
    clock.tick(timedelta(days=7))
    assert "doesn't count any more" in read(visitor.post(page, {"code": code_in(newest_mail())}))
    assert state() == ("pending", "")


def test_the_code_of_somebody_else_is_wrong(visitor, page):
    other = join_now(visitor, email="bea@example.org").url
    code = code_in(OutboxMessage.objects.get(recipient="bea@example.org"))
    assert "isn't right" in read(visitor.post(page, {"code": code}))
    visitor.post(other, {"code": code})
    assert Stakeholder.objects.confirmed().get().email == "bea@example.org"


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "\0", "a" * 1_000_000, "²²²²²²", "\u202e123456", "'--", None]
)
def test_whatever_is_typed_gets_an_answer(visitor, page, typed):
    answer = visitor.post(page, {} if typed is None else {"code": typed})
    assert (answer.status_code, "isn't right" in read(answer)) == (200, True)


# --- By the link --------------------------------------------------------------------------------------------------


def test_looking_at_the_link_changes_nothing_and_its_button_confirms(visitor, page):
    link = link_in(newest_mail(), "confirm")
    for _scanner in range(3):
        shown = visitor.get(link)
        visitor.head(link)
    assert "Anna de Vries" in read(shown)
    assert state() == ("pending", "")
    assert "You have joined. Welcome!" in read(visitor.post(link, follow=True))
    assert state() == ("confirmed", "link")


def test_a_second_time_it_says_that_it_was_done(visitor, page):
    link = link_in(newest_mail(), "confirm")
    visitor.post(link)
    assert "You have joined already" in read(visitor.get(link))
    assert "You have joined already" in read(visitor.post(link, follow=True))
    assert OutboxMessage.objects.filter(letter="signups.welcome").count() == 1


def test_a_link_that_is_too_old_offers_a_new_mail(visitor, page, clock):
    link = link_in(newest_mail(), "confirm")
    clock.tick(timedelta(days=8))
    assert "This link is too old" in read(visitor.get(link))
    answer = visitor.post(link, follow=True)
    assert "If another mail may leave, it is on its way" in read(answer)
    assert state() == ("pending", "")
    visitor.post(link_in(newest_mail(), "confirm"))
    assert state() == ("confirmed", "link")


def test_a_link_that_is_too_old_stores_no_more_for_being_pressed_again_and_again(visitor, page, clock):
    link = link_in(newest_mail(), "confirm")
    clock.tick(timedelta(days=8))
    pages = {visitor.post(link).url for _time in range(5)}
    assert (len(pages), PendingSignup.objects.count()) == (1, 2)
    visitor.post(pages.pop(), {"code": code_in(newest_mail())})
    assert state() == ("confirmed", "code")


@pytest.mark.parametrize("name", ["signups:confirm", "signups:welcome"])
@pytest.mark.parametrize(
    "key", ["x", "a:b:c", "é", "\u202e", "a" * 5000, "%00", "IjEi:1w:abc", " ", "{{ secret }}", "..%2f..", "\ud83d".encode("utf-8", "surrogatepass").hex()]
)  # fmt: skip
def test_a_forged_link_leads_nowhere(visitor, page, name, key):
    answer = visitor.get(address(name, key))
    assert (answer.status_code, "leads nowhere any more" in read(answer)) == (404, True)
    assert visitor.post(address(name, key)).status_code == (404 if name == "signups:confirm" else 405)


@pytest.mark.parametrize("purpose", ["my-data", "unsubscribe", "stay", "welcome"])
def test_the_key_of_another_link_confirms_nothing(visitor, page, purpose):
    key = key_for(purpose, Stakeholder.objects.get().pk)
    assert visitor.post(address("signups:confirm", key)).status_code == 404
    assert state() == ("pending", "")


def test_nobody_is_welcomed_who_has_not_joined(visitor, page):
    assert visitor.get(address("signups:welcome", key_for("welcome", Stakeholder.objects.get().pk))).status_code == 404


@pytest.mark.parametrize("name", ["signups:code", "signups:again"])
def test_a_key_that_was_never_given_leads_nowhere(visitor, page, name):
    assert visitor.post(address(name, "abc"), {"code": "123456"}).status_code == 404


def test_whoever_was_erased_meanwhile_reads_so(visitor, page):
    link = link_in(newest_mail(), "confirm")
    erase_stakeholder(Stakeholder.objects.get(), Erasure.Reason.ERASED)
    for path in [page, page.replace("/code/", "/again/"), link]:
        answer = visitor.post(path, {"code": "123456"})
        assert (answer.status_code, "leads nowhere any more" in read(answer)) == (404, True)


def test_these_pages_are_kept_by_nobody_and_refuse_other_sites(visitor, page):
    for path in [page, link_in(newest_mail(), "confirm")]:
        shown = visitor.get(path)
        assert shown["Cache-Control"] == "private, no-store"
        assert shown["Referrer-Policy"] == "same-origin"
        assert "noindex" in shown["X-Robots-Tag"]
        assert list(shown.cookies) == []
        assert visitor.post(path, headers={"origin": "https://elsewhere.example"}).status_code == 403


# --- What else happens --------------------------------------------------------------------------------------------


def test_joining_anew_lifts_the_suppression_once_it_is_confirmed(visitor, text):
    suppress_email("anna@example.org")
    page = join_now(visitor).url
    assert is_suppressed("anna@example.org")
    visitor.post(page, {"code": code_in(newest_mail())})
    assert not is_suppressed("anna@example.org")


def test_a_new_mail_can_be_asked_for_three_times_a_day_in_all(visitor, page, clock):
    written = []
    for pause in [0, 61, 61, 61]:
        clock.tick(pause)
        visitor.post(page.replace("/code/", "/again/"))
        written.append(OutboxMessage.objects.count())
    assert written == [1, 2, 3, 3]


@pytest.mark.parametrize("minutes", [0, 5, 20])
def test_asking_for_a_new_mail_tells_a_stranger_nothing_of_who_joined_today(visitor, text, known, clock, minutes):
    """Anna confirmed a while ago, Bea has asked for as many mails as one gets, of Carla nobody has heard."""
    visitor.post(join_now(visitor).url, {"code": "123456"})
    bea = join_now(visitor, email="bea@example.org").url.replace("/code/", "/again/")
    for _time in range(3):
        clock.tick(61)
        visitor.post(bea)
    clock.tick(timedelta(minutes=minutes))
    told = set()
    for email in ["anna@example.org", "bea@example.org", "carla@example.org"]:
        asked = visitor.post(join_now(visitor, email=email).url.replace("/code/", "/again/"))
        key = asked.url.split("/")[-2]
        told.add(
            (read(visitor.get(asked.url)).replace(key, "KEY").replace(email, "EMAIL"), asked.url.replace(key, "KEY"))
        )
    assert len(told) == 1
    assert set(OutboxMessage.objects.filter(recipient=known.email).values_list("letter", flat=True)) == {
        "signups.known"
    }


def test_somebody_who_forgot_is_reminded_once(visitor, page, clock):
    clock.tick(timedelta(days=1))
    assert remind_pending() == 0
    clock.tick(timedelta(days=1))
    assert [remind_pending(), remind_pending()] == [1, 0]
    visitor.post(link_in(newest_mail("signups.reminder"), "confirm"))
    assert state() == ("confirmed", "link")


def test_whoever_confirmed_or_whose_link_is_over_is_left_alone(visitor, page, clock):
    visitor.post(page, {"code": code_in(newest_mail())})
    join_now(visitor, email="bea@example.org")
    Confirmation.objects.filter(stakeholder__email="bea@example.org").update(expires_at=timezone.now())
    clock.tick(timedelta(days=3))
    assert remind_pending() == 0


@pytest.mark.parametrize(
    "name",
    [
        "[Click](https://example.org) {{ secret }}",
        "<b>Anna</b>",
        "Anna\r\nBcc: x@example.org",
        "{code}",
        "www.example.org",
    ],
)
def test_a_name_stays_inert_on_each_page_and_in_each_mail(visitor, text, name):
    page = join_now(visitor, name=name).url
    link = link_in(newest_mail(), "confirm")
    pages = [read(visitor.get(page)), read(visitor.get(link)), read(visitor.post(link, follow=True))]
    assert all("<b>Anna" not in each and 'href="https://example.org' not in each for each in pages)
    for mail in OutboxMessage.objects.all():
        assert "example.org)" not in mail.text
        assert "<b>Anna" not in mail.html
        assert "\n" not in mail.subject


def test_who_sent_the_form_is_remembered_by_a_mark_only(visitor, page):
    assert len(PendingSignup.objects.get().sender) == 64
