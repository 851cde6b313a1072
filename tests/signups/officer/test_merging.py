"""Who joined twice: found, compared, and made one."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.duplicates.duplicates import MergeNotPossible, likely_duplicates, merge_stakeholders, same_person
from signups.erasing.suppression import is_suppressed
from signups.models import Delivery, Erasure, Mailing, Stakeholder
from tests.editing.forms import told
from tests.factories import ConsentFactory, InterestFactory, NoteFactory, OutboxMessageFactory, StakeholderFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:signups_stakeholder_changelist")


def address(*people):
    return reverse("admin:signups_stakeholder_merge") + "?" + "&".join(f"key={person.pk}" for person in people)


@pytest.fixture
def anne():
    """Who confirmed, and is interested in energy."""
    return StakeholderFactory(
        name="Anne de Vries",
        organisation="",
        email="anne@example.org",
        state="confirmed",
        interests=[InterestFactory(label_en="Energy")],
    )


@pytest.fixture
def again():
    """The same Anne, who never confirmed, but told more of herself."""
    return StakeholderFactory(
        name="A. de Vries",
        organisation="Hanze",
        email="anne.devries@example.org",
        message="Hello",
        interests=[InterestFactory(label_en="Food")],
    )


# --- Found -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one, other",
    [
        ("anne@example.org", "ANNE@example.org "),
        ("anne.devries@gmail.com", "annedevries+smartup@gmail.com"),
        ("anne@gmail.com", "anne@gmial.com"),
        ("anne@gmail.com", "anne@googlemail.com"),
        ("anne.devries@example.org", "annedevries@example.org"),
    ],
)
def test_addresses_of_one_mailbox_are_known(one, other):
    assert same_person(one) == same_person(other)


@pytest.mark.parametrize("other", ["bram@example.org", "anne@example.com", "anna@example.org"])
def test_addresses_of_others_are_told_apart(other):
    assert same_person("anne@example.org") != same_person(other)


@pytest.mark.parametrize(
    "one, other",
    [
        (("Anne de Vries", "Hanze"), ("Vries, Anne de", "HANZE")),
        (("Anne Jansen", "Dijkstra B.V."), ("Anne Janssen", "Dykstra")),
        (("José Pérez", "Rijksuniversiteit"), ("Jose Perez", "Rijks-universiteit")),
    ],
)
def test_names_are_the_same_however_spelled(one, other):
    people = [StakeholderFactory(name=name, organisation=organisation) for name, organisation in [one, other]]
    StakeholderFactory(name=one[0], organisation="Somewhere else")
    assert [set(group) for group in likely_duplicates()] == [{person.pk for person in people}]


def test_three_rows_that_share_something_by_twos_are_one_group():
    people = [
        StakeholderFactory(name="Anne", email="anne@gmail.com"),
        StakeholderFactory(name="Anne", email="a.vries@example.org"),
        StakeholderFactory(name="A.", email="a.vries+x@example.org"),
    ]
    StakeholderFactory(name="Bram")
    assert [set(group) for group in likely_duplicates()] == [{person.pk for person in people}]


def test_names_without_a_letter_are_nobodys_duplicates():
    StakeholderFactory(name="?"), StakeholderFactory(name="!")
    assert likely_duplicates() == []


def test_the_page_of_duplicates_leads_to_the_comparison(officer, anne):
    twin = StakeholderFactory(name="Anne De Vries")
    StakeholderFactory(name="Bram")
    page = officer.get(reverse("admin:signups_stakeholder_duplicates"))
    assert [group for group, _address in page.context["groups"]] == [[twin, anne]]
    assert officer.get(page.context["groups"][0][1]).context["people"] == [anne, twin]


# --- Compared ----------------------------------------------------------------------------------------------------


def test_the_comparison_proposes_what_says_something(officer, anne, again):
    rows = {row.name: row for row in officer.get(address(again, anne)).context["rows"]}
    chosen = {name: [choice.words for choice in row.choices if choice.chosen] for name, row in rows.items()}
    assert chosen["email"] == ["anne@example.org (Confirmed)"]
    assert (chosen["name"], chosen["organisation"], chosen["message"]) == (["Anne de Vries"], ["Hanze"], ["Hello"])
    assert [choice.possible for choice in rows["email"].choices] == [True, False]
    assert rows["kind"].differs is False


@pytest.mark.parametrize("chosen", [1, 9])
def test_one_or_too_many_are_not_merged(officer, chosen):
    people = [StakeholderFactory() for _person in range(chosen)]
    sent = {"action": "merge", "_selected_action": [person.pk for person in people]}
    page = officer.post(LIST, sent, follow=True)
    assert told(page) == ["Choose two people, or a few more, to make one of them: at most 8."]


def test_the_action_leads_to_the_comparison(officer, anne, again):
    sent = {"action": "merge", "_selected_action": [anne.pk, again.pk]}
    assert officer.post(LIST, sent).headers["Location"] == address(anne, again)


@pytest.mark.parametrize("query", ["", "?key=x", "?key=00000000-0000-0000-0000-000000000000"])
def test_an_address_without_people_leads_back(officer, query):
    page = officer.get(reverse("admin:signups_stakeholder_merge") + query)
    assert page.headers["Location"] == LIST


# --- Made one ----------------------------------------------------------------------------------------------------


def test_an_officer_chooses_what_stays_and_all_else_moves_over(officer, anne, again):
    ConsentFactory(stakeholder=anne), ConsentFactory(stakeholder=again)
    NoteFactory(stakeholder=again, text="Met at the fair")
    Stakeholder.objects.filter(pk=again.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    topics = [anne.interests.get().pk, again.interests.get().pk]
    sent = {"email": anne.pk, "name": again.pk, "organisation": again.pk, "message": again.pk, "interests": topics}
    page = officer.post(address(anne, again), sent, follow=True)
    assert told(page) == ["They are one now. The other rows are erased."]
    stays = Stakeholder.objects.get()
    assert (stays.pk, stays.email, stays.state) == (anne.pk, "anne@example.org", "confirmed")
    assert (stays.name, stays.organisation, stays.message) == ("A. de Vries", "Hanze", "Hello")
    assert (stays.consents.count(), stays.notes.get().text, stays.interests.count()) == (2, "Met at the fair", 2)
    assert stays.created_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_the_rows_that_go_leave_only_proof(officer, anne, again):
    OutboxMessageFactory(about=again.pk, recipient=again.email)
    officer.post(address(anne, again), {"email": anne.pk})
    assert list(Erasure.objects.values_list("reason", flat=True)) == ["officer"]
    assert (OutboxMessage.objects.count(), is_suppressed(again.email), is_suppressed(anne.email)) == (0, True, False)
    assert [entry.object_id for entry in LogEntry.objects.all()] == [str(anne.pk)]
    assert again.email not in LogEntry.objects.get().change_message


def test_no_mailing_comes_twice_and_one_that_has_not_left_comes_to_who_stays(anne, again):
    both, other, unsent = [Mailing.objects.create(subject=subject, body="<p>x</p>") for subject in "abc"]
    Delivery.objects.create(mailing=both, stakeholder=anne)
    for mailing in [both, other, unsent]:
        Delivery.objects.create(mailing=mailing, stakeholder=again)
    OutboxMessageFactory(about=again.pk, recipient=again.email, batch=unsent.pk)
    merge_stakeholders({anne.pk, again.pk}, kept=anne.pk, values={}, interests=[])
    assert set(Delivery.objects.values_list("mailing", "stakeholder")) == {(both.pk, anne.pk), (other.pk, anne.pk)}


def test_a_mailing_that_may_have_arrived_does_not_come_again_to_who_stays(anne, again):
    mailing = Mailing.objects.create(subject="News", body="<p>x</p>")
    Delivery.objects.create(mailing=mailing, stakeholder=again)
    mail = OutboxMessageFactory(about=again.pk, recipient=again.email, batch=mailing.pk, handed_at=timezone.now())
    assert list(OutboxMessage.objects.unknown()) == [mail]
    merge_stakeholders({anne.pk, again.pk}, kept=anne.pk, values={}, interests=[])
    assert list(Delivery.objects.values_list("mailing", "stakeholder")) == [(mailing.pk, anne.pk)]


def test_an_address_that_is_not_confirmed_can_not_take_the_place_of_one_that_is(officer, anne, again):
    page = officer.post(address(anne, again), {"email": again.pk}, follow=True)
    assert told(page) == ["That can’t be done: look at them again, something changed meanwhile."]
    assert Stakeholder.objects.count() == 2


def test_who_was_erased_meanwhile_is_not_merged(anne, again):
    keys = {anne.pk, again.pk}
    again.delete()
    with pytest.raises(MergeNotPossible):
        merge_stakeholders(keys, kept=anne.pk, values={}, interests=[])


def test_rows_that_are_not_in_the_address_can_not_be_drawn_in(officer, anne, again):
    bram = StakeholderFactory(name="Bram", state="confirmed")
    officer.post(address(anne, again), {"email": anne.pk, "name": bram.pk})
    assert set(Stakeholder.objects.values_list("name", flat=True)) == {"Bram", "Anne de Vries"}
