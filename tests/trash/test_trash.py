from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.autosave.models import EditSession
from content.preview.models import PreviewLink
from content.trash.entries import empty_bin
from content.workflow import publishing
from content.workflow.models import Draft, State, Version
from events.models import Case, Event, Quote, Speaker
from tests.editing.forms import told
from tests.factories import (
    CaseFactory,
    DraftFactory,
    EditorFactory,
    EditSessionFactory,
    EventFactory,
    PictureFactory,
    PreviewLinkFactory,
    QuoteFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BIN = "/admin/bin/"


def act(item, name):
    return reverse(f"admin:bin_{name}", args=[item._meta.label_lower, item.pk])


def delete_of(item):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_delete", args=[item.pk])


def entries(client):
    return {str(row.entry.item): [str(item) for item in row.along] for row in client.get(BIN).context["rows"]}


def state_of(item):
    return type(item).objects.get(pk=item.pk).state


def throw_away(item, days_ago=0):
    publishing.throw_away(item)
    moment = timezone.now() - timedelta(days=days_ago, minutes=1)
    for model in (Event, Case, Quote, Speaker):
        model.objects.binned().update(binned_at=moment)


@pytest.fixture
def somebody():
    """Sign in somebody who may do only what is named: somebody("view_case")."""

    def sign_in(*codenames):
        user = EditorFactory(is_superuser=False)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def event():
    """An event with two cases."""
    event = EventFactory(live=True, title_en="Smart Up!")
    CaseFactory(live=True, event=event, title_en="Estensoro")
    CaseFactory(event=event, title_en="Eibar")
    return event


# --- Throwing away ----------------------------------------------------------------------------------------------------


def test_deleting_puts_a_case_in_the_bin_and_says_so(editor):
    case = CaseFactory(title_en="Mirror")
    page = editor.post(delete_of(case), {"post": "yes"}, follow=True)
    assert told(page) == [f'“Mirror” is in the <a href="{BIN}">bin</a> for 30 days.']
    assert state_of(case) == State.BINNED
    assert editor.get(BIN).context["rows"][0].entry.line.author == editor.user


def test_before_throwing_away_the_editor_reads_what_goes_along_and_what_leads_there(editor, event):
    going = Case.objects.get(title_en="Estensoro")
    CaseFactory(title_en="Linking", story_en=f'<p><a href="smartup:events.event/{event.pk}">there</a></p>')
    DraftFactory(target=going)  # leads to the event, and goes with it
    response = editor.get(delete_of(event))
    page = response.content.decode()
    assert [place.words for place in response.context["places"]] == ["Case “Linking”: Story (English)"]
    assert "can be taken back for 30 days" in page
    assert "2 other things go along" in page
    assert "Estensoro" in page


def test_several_are_thrown_away_from_the_list_after_the_same_question(editor, event, list_of):
    first, second = Case.objects.all()
    asked = {"action": "delete_selected", "_selected_action": [first.pk, second.pk]}
    page = editor.post(list_of(Case), asked).content.decode()
    assert "can be taken back for 30 days" in page
    assert state_of(first) != State.BINNED
    page = editor.post(list_of(Case), {**asked, "post": "yes"}, follow=True)
    assert told(page) == ["2 are in the bin for 30 days."]
    assert len(entries(editor)) == 2


def test_what_others_cannot_do_without_is_not_thrown_away_and_they_are_named(editor):
    quote = QuoteFactory(words_en="Begin with what you are good at")
    page = editor.post(delete_of(quote.speaker), {"post": "yes"}).content.decode()
    assert "can’t be thrown away" in page
    assert "Begin with what you are good at" in page
    assert state_of(quote.speaker) == State.DRAFT


def test_throwing_away_twice_leads_to_the_bin(editor):
    case = CaseFactory(title_en="Mirror")
    publishing.throw_away(case)
    for address in (delete_of(case), reverse("admin:events_case_change", args=[case.pk])):
        page = editor.get(address, follow=True)
        assert page.request["PATH_INFO"] == BIN
        assert told(page) == ["“Mirror” is in the bin."]
    publishing.throw_away(case)
    assert Version.objects.of(case).filter(act="binned").count() == 1


# --- Looking ----------------------------------------------------------------------------------------------------------


def test_what_went_together_is_one_entry(editor, event):
    throw_away(event)
    assert {title: sorted(along) for title, along in entries(editor).items()} == {"Smart Up!": ["Eibar", "Estensoro"]}


def test_the_bin_says_how_many_days_are_left(editor):
    throw_away(CaseFactory(), days_ago=20)
    assert "10 days left" in " ".join(editor.get(BIN).content.decode().split())


def test_an_editor_sees_only_the_kinds_that_he_may_see(somebody, event):
    throw_away(QuoteFactory(words_en="Said"))
    throw_away(event)
    reader = somebody("view_event", "delete_quote")
    assert entries(reader) == {"Smart Up!": []}
    assert "Take back" not in reader.get(BIN).content.decode()


def test_the_bin_asks_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    for _number in range(10):
        publishing.throw_away(CaseFactory())
    with django_assert_max_num_queries(20):
        editor.get(BIN)


# --- Taking back ------------------------------------------------------------------------------------------------------


def test_an_event_comes_back_with_what_went_with_it_and_not_with_what_lay_there_before(editor, event):
    before = Case.objects.get(title_en="Eibar")
    throw_away(before)
    throw_away(event)
    page = editor.post(act(event, "take_back"), follow=True)
    assert page.request["PATH_INFO"] == reverse("admin:events_event_change", args=[event.pk])
    assert "is back" in told(page)[0]
    assert (state_of(event), state_of(Case.objects.get(title_en="Estensoro"))) == ("withdrawn", "withdrawn")
    assert state_of(before) == State.BINNED


def test_a_draft_that_waited_is_there_again(editor):
    case = CaseFactory(live=True)
    DraftFactory(target=case)
    publishing.throw_away(case)
    editor.post(act(case, "take_back"))
    assert Draft.objects.of(case).exists()


def test_a_case_does_not_come_back_without_its_event(editor, event):
    case = Case.objects.get(title_en="Estensoro")
    throw_away(event)
    page = editor.post(act(case, "take_back"), follow=True)
    assert "belongs to “Smart Up!”, which is in the bin as well" in told(page)[0]
    assert state_of(case) == State.BINNED


def test_taking_back_what_is_not_there_any_more_is_said_in_words(editor):
    case = CaseFactory()
    page = editor.post(act(case, "take_back"), follow=True)
    assert "isn’t in the bin any more" in told(page)[0]
    with pytest.raises(ValidationError, match="isn’t in the bin any more"):
        publishing.take_back(case)


def test_only_who_may_delete_takes_back_or_deletes_for_good(somebody, event):
    throw_away(event)
    for client in (somebody("view_event", "change_event"), somebody("view_event", "delete_event")):
        assert client.post(act(event, "take_back")).status_code == 403  # the cases that go along count as well
        assert client.post(act(event, "erase")).status_code == 403
    assert somebody("delete_event", "delete_case", "change_event").post(act(event, "take_back")).status_code == 302
    assert state_of(event) == State.WITHDRAWN


def test_taking_back_takes_a_button(editor):
    case = CaseFactory()
    publishing.throw_away(case)
    assert editor.get(act(case, "take_back")).status_code == 405
    assert state_of(case) == State.BINNED


def test_what_is_never_in_the_bin_has_no_page_there(editor):
    assert editor.get(act(PictureFactory(), "erase")).status_code == 404


# --- Deleting for good ------------------------------------------------------------------------------------------------


def test_deleting_for_good_is_asked_first_and_then_leaves_nothing(editor, event):
    throw_away(event)
    page = editor.get(act(event, "erase")).content.decode()
    assert "will be gone for ever" in page
    assert "Estensoro" in page
    assert Event.objects.exists()
    page = editor.post(act(event, "erase"), follow=True)
    assert told(page) == ["“Smart Up!” is deleted for good."]
    assert not (Event.objects.exists() or Case.objects.exists() or Version.objects.exists())


def test_what_others_cannot_do_without_is_not_deleted_for_good_and_they_are_named(editor):
    quote = QuoteFactory(words_en="Begin with what you are good at")
    Speaker.objects.update(state=State.BINNED, binned_at=timezone.now())
    page = editor.post(act(quote.speaker, "erase")).content.decode()
    assert "can’t do without it" in page
    assert "Begin with what you are good at" in page
    assert Speaker.objects.exists()


# --- Thirty days ------------------------------------------------------------------------------------------------------


def test_after_thirty_days_the_bin_is_emptied(event):
    kept = CaseFactory(title_en="Kept")
    recent = CaseFactory(title_en="Recent")
    throw_away(event, days_ago=30)
    publishing.throw_away(recent)
    assert empty_bin() == 1  # the cases go with their event
    assert set(Case.objects.values_list("title_en", flat=True)) == {"Kept", "Recent"}
    assert state_of(kept) == State.DRAFT


def test_before_thirty_days_nothing_is_emptied(event):
    throw_away(event, days_ago=29)
    assert empty_bin() == 0
    assert Event.objects.exists()


def test_what_is_still_needed_stays_and_holds_up_nothing_else(event):
    quote = QuoteFactory(event=EventFactory())
    long_ago = timezone.now() - timedelta(days=31)
    Speaker.objects.filter(pk=quote.speaker_id).update(state=State.BINNED, binned_at=long_ago)
    throw_away(event, days_ago=31)
    assert empty_bin() == 1
    assert Speaker.objects.filter(pk=quote.speaker_id).exists()


def test_the_bin_takes_nothing_along_that_is_not_in_it(event):
    Event.objects.update(state=State.BINNED, binned_at=timezone.now() - timedelta(days=40))
    assert empty_bin() == 0
    assert Case.objects.count() == 2


def test_tidying_empties_the_bin_and_forgets_old_links_and_sittings(event):
    throw_away(event, days_ago=31)
    old, new = timezone.now() - timedelta(days=91), timezone.now() - timedelta(days=89)
    links = [PreviewLinkFactory(expires_at=moment) for moment in (old, new)]
    sittings = [EditSessionFactory(seen_at=timezone.now() - timedelta(days=days)) for days in (31, 29)]
    call_command("tidy")
    assert not Event.objects.exists()
    assert list(PreviewLink.objects.all()) == links[1:]
    assert list(EditSession.objects.all()) == sittings[1:]


def test_a_speaker_without_quotes_may_go():
    speaker = SpeakerFactory()
    throw_away(speaker, days_ago=31)
    assert empty_bin() == 1
