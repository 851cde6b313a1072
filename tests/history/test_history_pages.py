"""What the history of an object tells, line by line, and what comes back from it."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from content.planning import schedule
from content.workflow import publishing
from content.workflow.models import Version
from events.models import Case
from tests.editing.forms import Fields, edit, told
from tests.factories import CaseFactory, EditorFactory, EditSessionFactory, EventFactory, PictureFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NINE = datetime(2031, 6, 3, 7, 0, tzinfo=UTC)  # nine o'clock in summer


def history_of(item) -> str:
    return reverse("admin:events_case_history", args=[item.pk])


def version_of(item, version, act="version") -> str:
    return reverse(f"admin:events_case_{act}", args=[item.pk, version.number])


def latest(item) -> Version:
    return Version.objects.of(item).order_by("-number").first()


def notes(editor, item) -> list[str]:
    return [line.note for line in editor.get(history_of(item)).context["lines"]]


def offered(page) -> list[str]:
    """Return what a version may be compared with, but for other versions."""
    choices = page.text.partition('id="compare-with"')[2].partition("</select>")[0]
    return [value for value in re.findall(r'<option value="([^"]*)"', choices) if not value.isdigit()]


# --- The list -----------------------------------------------------------------------------------------------------


def test_a_line_tells_what_changed_since_somebody_wrote_before(editor, form_of):
    case = CaseFactory(live=True, title_en="Mirror")
    publishing.publish(case)
    edit(editor, form_of(case), region_en="Navarre")
    publishing.withdraw(case)
    edit(editor, form_of(case), title_en="Window")
    lines = editor.get(history_of(case)).context["lines"]
    assert [(line.version.act, line.changed) for line in lines] == [
        ("drafted", "Title (English)"),
        ("withdrawn", ""),
        ("drafted", "Region (English)"),
        ("published", ""),
    ]


def test_a_line_names_who_did_it_and_the_site_where_nobody_did(editor):
    case = CaseFactory()
    publishing.save(case, author=EditorFactory(first_name="Anna", last_name="Vos"))
    publishing.save(case, author=EditorFactory(username="piet"))
    publishing.save(case)
    who = re.findall(r'class="history-who">[^·]*· ([^<]*)<', editor.get(history_of(case)).text)
    assert who == ["the site itself", "piet", "Anna Vos"]


def test_thirty_lines_are_one_page_and_what_is_being_typed_stands_on_the_first_alone(editor):
    case = CaseFactory()
    kind = VersionFactory.create_batch(30, target=case)[0].content_type
    EditSessionFactory(object_id=str(case.pk), content_type=kind, typed="title_en=x")
    page = editor.get(history_of(case))
    assert (len(page.context["lines"]), page.context["page"].paginator.num_pages) == (30, 1)
    VersionFactory(target=case)
    first, second = (editor.get(history_of(case), {"p": number}) for number in (1, 2))
    assert (len(first.context["lines"]), len(second.context["lines"])) == (30, 1)
    assert ("was typing until" in first.text, "was typing until" in second.text) == (True, False)


def test_nothing_is_told_of_what_was_typed_in_another_form(editor):
    case, other = CaseFactory.create_batch(2)
    kind = VersionFactory(target=case).content_type
    EditSessionFactory(object_id=str(other.pk), content_type=kind, typed="title_en=x")
    assert "was typing until" not in editor.get(history_of(case)).text


# --- What is noted with an act ------------------------------------------------------------------------------------


def test_a_note_says_what_was_planned_for_when(editor):
    case = CaseFactory(event=EventFactory(live=True))
    schedule.plan_publication(case, NINE)
    schedule.plan_withdrawal(case, NINE)
    assert notes(editor, case) == ["Withdraw · 3 June 2031, 09:00", "Publish · 3 June 2031, 09:00"]


def test_a_note_says_with_what_something_went_to_the_bin(editor):
    event = EventFactory(title_en="Smart Up!")
    along, alone = CaseFactory.create_batch(2, event=event)
    publishing.throw_away(alone)
    publishing.throw_away(event)
    publishing.take_back(event)
    publishing.take_back(alone)
    assert notes(editor, along) == ["", "together with “Smart Up!”"]
    assert notes(editor, alone) == ["", ""]


@pytest.mark.parametrize(
    "act, note", [("published", "Results"), ("restored", "999999999"), ("restored", "x"), ("scheduled", "some day")]
)
def test_a_note_of_which_nothing_is_known_stands_as_it_is(editor, act, note):
    case = CaseFactory()
    VersionFactory(target=case, act=act, note=note)
    assert notes(editor, case) == [note if act != "scheduled" else "some day"]


# --- Comparing ----------------------------------------------------------------------------------------------------


def test_a_version_is_compared_with_what_there_is_and_with_nothing_else(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True))
    publishing.save(case)
    version = latest(case)

    def choices():
        page = editor.get(version_of(case, version))
        open_at = [name for name in ("live", "draft") if found(name) == 200]
        return offered(page), open_at

    def found(chosen):
        return editor.get(version_of(case, version), {"with": chosen}).status_code

    assert choices() == (["", "draft"], ["draft"])
    publishing.publish(case)
    assert choices() == (["", "live"], ["live"])
    edit(editor, form_of(case), title_en="Second thoughts")
    assert choices() == (["", "live", "draft"], ["live", "draft"])
    publishing.discard(case)
    publishing.withdraw(case)
    assert choices() == ([""], [])


def test_a_version_is_not_offered_to_be_compared_with_itself(editor):
    case = CaseFactory()
    one, two = VersionFactory.create_batch(2, target=case)
    page = editor.get(version_of(case, two)).text.partition('id="compare-with"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\d+)"', page) == [str(one.number)]


def test_the_first_version_says_so(editor):
    case = CaseFactory()
    one, two = VersionFactory.create_batch(2, target=case)
    first, second = (editor.get(version_of(case, version)).text for version in (one, two))
    assert ("This is the first version" in first, "This is the first version" in second) == (True, False)
    assert "Nothing is different." in second


# --- Coming back --------------------------------------------------------------------------------------------------


def test_what_was_never_public_comes_back_without_a_picture_that_is_gone(editor):
    picture = PictureFactory()
    case = CaseFactory(event=EventFactory(live=True), title_en="Mirror", cover=picture)
    publishing.save(case)
    old = latest(case)
    case.cover, case.title_en = None, "Window"
    publishing.save(case)
    picture.delete()
    page = editor.post(version_of(case, old, "restore"), follow=True)
    assert any("has been deleted, and was left out" in message for message in told(page))
    assert Case.objects.values_list("title_en", "cover").get() == ("Mirror", None)


def test_what_was_public_is_published_again_without_a_picture_that_is_gone(editor, form_of):
    picture = PictureFactory()
    case = CaseFactory(live=True, title_en="Mirror", cover=picture)
    publishing.publish(case)
    old = latest(case)
    edit(editor, form_of(case), press="_publish", title_en="Window", cover="")
    assert Case.objects.get().cover is None
    picture.delete()
    page = editor.post(version_of(case, old, "restore"), follow=True)
    assert not Fields(page.text).values.get("cover")
    edit(editor, form_of(case), press="_publish")
    assert Case.objects.values_list("title_en", "cover", "state").get() == ("Mirror", None, "published")
