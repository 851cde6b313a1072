"""Who joined, as an officer finds and corrects them."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from signups.erasing.suppression import suppress_email
from signups.models import Erasure, Note, Stakeholder, Suppression
from tests.editing.forms import edit, told
from tests.factories import (
    ConsentFactory,
    EventFactory,
    InterestFactory,
    NoteFactory,
    OutboxMessageFactory,
    StakeholderFactory,
)
from tests.people import account_of

pytestmark = pytest.mark.django_db
LIST = reverse("admin:signups_stakeholder_changelist")


def form_of(person):
    return reverse("admin:signups_stakeholder_change", args=[person.pk])


def found(officer, query):
    return list(officer.get(LIST + query).context["cl"].queryset)


def test_the_list_is_narrowed_by_each_filter(officer):
    event, energy = EventFactory(live=True), InterestFactory(label_en="Energy")
    anne = StakeholderFactory(
        name="Anne",
        kind="business",
        language="en",
        state="confirmed",
        event=event,
        interests=[energy],
        seen_on="/nl/x/",
    )
    StakeholderFactory(name="Bram", kind="citizen", language="nl")
    for query in [
        "?kind__exact=business",
        "?language__exact=en",
        "?state__exact=confirmed",
        f"?interests__id__exact={energy.pk}",
        f"?event__id__exact={event.pk}",
        "?page=/nl/x/",
        "?q=anne",
        "?q=ANNE",
    ]:
        assert (query, found(officer, query)) == (query, [anne])


def test_words_of_a_note_are_found_and_nobody_twice(officer):
    anne = StakeholderFactory()
    NoteFactory(stakeholder=anne, text="met at the fair")
    NoteFactory(stakeholder=anne, text="called after the fair")
    StakeholderFactory()
    assert found(officer, "?q=the+fair") == [anne]


@pytest.mark.parametrize("people", [3, 40])
def test_the_list_asks_the_same_few_questions_however_many_joined(officer, people):
    topics = [InterestFactory(), InterestFactory()]
    for number in range(people):
        NoteFactory(stakeholder=StakeholderFactory(interests=topics, seen_on=f"/nl/{number}/"))
    officer.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        officer.get(LIST)
    assert len(asked) <= 18


def test_an_officer_corrects_a_name_but_not_what_somebody_wrote(officer):
    anne = StakeholderFactory(name="Ane", message="Hello")
    edit(officer, form_of(anne), name="Anne", message="Bye", state="confirmed", seen_on="/x/")
    anne.refresh_from_db()
    assert (anne.name, anne.message, anne.state, anne.seen_on) == ("Anne", "Hello", "pending", "")


def test_an_address_that_somebody_else_has_is_refused_in_words(officer):
    StakeholderFactory(name="Bram", email="bram@example.org")
    anne = StakeholderFactory()
    page = edit(officer, form_of(anne), email="BRAM@example.org")
    assert page.context["adminform"].form.errors == {
        "email": ["Bram joined with this address already. If it is the same person, merge the two."]
    }


def test_an_address_whose_owner_left_is_not_given_to_somebody(officer):
    suppress_email("gone@example.org")
    anne = StakeholderFactory()
    page = edit(officer, form_of(anne), email="Gone@example.org")
    assert page.context["adminform"].form.errors == {
        "email": ["Whoever has this address left. They alone can join with it again."]
    }


def test_the_capitals_of_an_address_can_be_corrected(officer):
    anne = StakeholderFactory(email="ANNE@example.org")
    edit(officer, form_of(anne), email="anne@example.org")
    assert Stakeholder.objects.get().email == "anne@example.org"


# --- Notes -------------------------------------------------------------------------------------------------------


def test_a_note_bears_its_author_and_only_that_one_changes_it(officer):
    anne = StakeholderFactory()
    NoteFactory(stakeholder=anne, text="Somebody else's", author=account_of("administrator"))
    edit(
        officer,
        form_of(anne),
        **{"notes-TOTAL_FORMS": "2", "notes-0-text": "Changed", "notes-0-DELETE": "on", "notes-1-text": "Mine"},
    )
    assert list(Note.objects.values_list("text", "author__username")) == [
        ("Somebody else's", "administrator"),
        ("Mine", "officer"),
    ]
    edit(officer, form_of(anne), **{"notes-1-text": "Mine, mended"})
    assert list(Note.objects.values_list("text", flat=True)) == ["Somebody else's", "Mine, mended"]
    edit(officer, form_of(anne), **{"notes-1-DELETE": "on"})
    assert list(Note.objects.values_list("text", flat=True)) == ["Somebody else's"]


def test_a_forged_author_is_not_believed(officer):
    other = account_of("administrator")
    anne = StakeholderFactory()
    sent = {"notes-TOTAL_FORMS": "1", "notes-0-text": "Mine", "notes-0-author": other.pk}
    edit(officer, form_of(anne), **sent)
    assert Note.objects.get().author == officer.user


# --- Who is erased -----------------------------------------------------------------------------------------------


def test_who_is_erased_leaves_nothing_behind(officer):
    anne = StakeholderFactory(name="Anne Secret", email="anne@example.org", state="confirmed")
    ConsentFactory(stakeholder=anne)
    NoteFactory(stakeholder=anne)
    OutboxMessageFactory(about=anne.pk, recipient=anne.email)
    edit(officer, form_of(anne), name="Anne Secrets")
    asked = officer.get(reverse("admin:signups_stakeholder_delete", args=[anne.pk])).content.decode()
    assert "All that we hold is erased at once" in asked
    page = officer.post(reverse("admin:signups_stakeholder_delete", args=[anne.pk]), {"post": "yes"}, follow=True)
    assert told(page) == ["This person is erased, with all that we held."]
    assert not Stakeholder.objects.exists()
    assert list(Erasure.objects.values_list("reason", flat=True)) == ["officer"]
    assert Suppression.objects.count() == 1
    assert not LogEntry.objects.exists()


def test_several_are_erased_at_once(officer):
    people = [StakeholderFactory() for _person in range(3)]
    sent = {"action": "delete_selected", "_selected_action": [person.pk for person in people[:2]]}
    assert "Erase these people?" in officer.post(LIST, sent).content.decode()
    officer.post(LIST, {**sent, "post": "yes"})
    assert list(Stakeholder.objects.all()) == [people[2]]
    assert Erasure.objects.count() == 2
    assert not LogEntry.objects.exists()
