from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from content.workflow import publishing
from content.workflow.models import Draft, Version
from content.workflow.snapshot import content_of
from events.models import Case, Lesson
from tests.editing.forms import Fields, edit, told
from tests.factories import (
    CaseFactory,
    EditorFactory,
    EditSessionFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PictureFactory,
)

pytestmark = pytest.mark.django_db


def history_of(item, *, number=None, act=None):
    name = f"admin:{item._meta.app_label}_{item._meta.model_name}_"
    if number is None:
        return reverse(f"{name}history", args=[item.pk])
    return reverse(name + (act or "version"), args=[item.pk, number])


def words_of(page) -> str:
    return " ".join(page.content.decode().split())


def latest(item) -> Version:
    return Version.objects.of(item).first()


@pytest.fixture
def somebody():
    """Sign in somebody who may do only what is named: somebody("view_case")."""

    def sign_in(*codenames):
        user = EditorFactory(is_superuser=False, username="anna")
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(user)
        client.user = user
        return client

    return sign_in


@pytest.fixture
def case(editor, form_of):
    """A published case with a change that waits."""
    case = CaseFactory(live=True, title_en="Mirror", region_en="Drenthe")
    publishing.publish(case, author=editor.user)
    edit(editor, form_of(case), title_en="Window", region_en="Navarre")
    return case


def test_the_history_says_who_did_what_when_and_what_changed(editor, case):
    lines = editor.get(history_of(case)).context["lines"]
    assert [(line.version.act, line.version.author_name, line.changed) for line in lines] == [
        ("drafted", editor.user.username, "Title (English), Region (English)"),
        ("published", editor.user.username, ""),
    ]


def test_only_the_first_three_changes_are_named(editor, form_of, case):
    edit(editor, form_of(case), title_nl="a", title_en="b", summary_nl="c", summary_en="d", region_nl="e")
    line = editor.get(history_of(case)).context["lines"][0]
    assert line.changed == "Title (Dutch), Title (English), Summary (Dutch), and 2 more"


def test_the_history_has_pages(editor):
    case = CaseFactory()
    for number in range(31):
        publishing.keep_draft(case, {**content_of(case), "fields": {"position": number}}, author=editor.user)
    first, second = (editor.get(history_of(case), {"p": page}) for page in (1, 2))
    assert (len(first.context["lines"]), len(second.context["lines"])) == (30, 1)
    assert first.context["lines"][-1].changed == "Order"


def test_the_number_of_queries_does_not_grow_with_the_history(editor, case, django_assert_max_num_queries):
    for number in range(20):
        publishing.keep_draft(case, {**content_of(case), "fields": {"position": number}}, author=editor.user)
    with django_assert_max_num_queries(15):
        editor.get(history_of(case))


def test_what_was_typed_and_not_saved_is_one_line_for_each_sitting(editor, case):
    user = EditorFactory(first_name="Anna", last_name="Vos")
    moment = datetime(2026, 6, 3, 8, 40, tzinfo=UTC)
    EditSessionFactory(user=user, object_id=str(case.pk), typed="", content_type=latest(case).content_type)
    EditSessionFactory(
        user=user, object_id=str(case.pk), typed="title_en=x", typed_at=moment, content_type=latest(case).content_type
    )
    page = words_of(editor.get(history_of(case)))
    assert page.count("Anna Vos was typing until 3 June 2026, 10:40; this is not saved.") == 1


def test_a_version_shows_what_it_changed_in_words(editor, case):
    page = words_of(editor.get(history_of(case, number=latest(case).number)))
    assert '<del><span class="visually-hidden" lang="en">removed: </span>Mirror</del>' in page
    assert '<ins><span class="visually-hidden" lang="en">added: </span>Navarre</ins>' in page


def test_a_version_is_compared_with_what_visitors_see_with_what_waits_and_with_another(editor, case):
    published, drafted = Version.objects.of(case).order_by("number")

    def found(version, chosen):
        page = editor.get(history_of(case, number=version.number), {"with": chosen})
        return {each.name: (each.old, each.new) for each in page.context["differences"]}

    assert found(published, "live") == {}
    assert found(drafted, "live")["title_en"] == ("Window", "Mirror")
    assert found(published, "draft")["title_en"] == ("Mirror", "Window")
    assert found(drafted, str(published.number)) == found(published, str(drafted.number))
    assert found(drafted, "")["region_en"] == ("Drenthe", "Navarre")


def test_moving_planning_and_withdrawing_change_no_words_though_a_draft_waits(editor, case):
    publishing.withdraw(case, author=editor.user)
    page = editor.get(history_of(case, number=latest(case).number))
    assert "This changed nothing of what it says." in words_of(page)
    assert page.context["differences"] == []
    assert editor.get(history_of(case)).context["lines"][0].changed == ""


@pytest.mark.parametrize("chosen", ["nonsense", "999999", "9" * 30, "-1", "²"])
def test_what_cannot_be_compared_with_is_not_found(editor, case, chosen):
    assert editor.get(history_of(case, number=latest(case).number), {"with": chosen}).status_code == 404


def test_a_version_of_another_object_is_not_shown_or_restored_here(editor, case):
    other = CaseFactory(live=True)
    publishing.publish(other)
    assert editor.get(history_of(case, number=latest(other).number)).status_code == 404
    assert editor.post(history_of(case, number=latest(other).number, act="restore")).status_code == 404


def test_an_older_version_comes_back_as_a_draft_and_visitors_see_no_difference(editor, visitor, form_of, case):
    edit(editor, form_of(case), press="_publish")
    address = Case.objects.get().addresses()["en"]
    before = visitor.get(address).content
    old = Version.objects.of(case).order_by("number").first()
    page = editor.post(history_of(case, number=old.number, act="restore"), follow=True)
    assert "Visitors see no difference until it is published" in told(page)[0]
    assert Fields(page.content.decode()).values["title_en"] == "Mirror"
    assert visitor.get(address).content == before
    line = editor.get(history_of(case)).context["lines"][0]
    assert (line.version.act, line.note.startswith("the version of ")) == ("restored", True)


def test_what_was_never_public_is_restored_in_place(editor, form_of):
    case = CaseFactory(event=EventFactory(live=True), title_en="Mirror")
    edit(editor, form_of(case))
    old = latest(case)
    edit(editor, form_of(case), title_en="Window")
    editor.post(history_of(case, number=old.number, act="restore"))
    assert Case.objects.get().title_en == "Mirror"
    assert not Draft.objects.exists()


def test_a_version_whose_picture_is_gone_is_restored_without_it(editor, form_of, case):
    picture = PictureFactory()
    case.cover = picture
    case.save()
    publishing.publish(case)
    old = latest(case)
    publishing.keep_draft(case, {**content_of(case), "fields": {**content_of(case)["fields"], "cover_id": None}})
    publishing.publish(case)
    picture.delete()
    page = editor.post(history_of(case, number=old.number, act="restore"), follow=True)
    assert any("has been deleted, and was left out" in message for message in told(page))
    assert "(deleted)" in words_of(editor.get(history_of(case, number=old.number), {"with": "live"}))


def test_parts_come_back_with_the_version(editor, form_of):
    evidence = EvidenceFactory(lesson=LessonFactory(live=True), passage_en="Old words")
    lesson = evidence.lesson
    publishing.publish(lesson)
    old = latest(lesson)
    evidence.delete()
    publishing.publish(lesson)
    editor.post(history_of(lesson, number=old.number, act="restore"))
    edit(editor, form_of(lesson), press="_publish")
    assert Lesson.objects.get().evidence.get().passage_en == "Old words"


def test_restoring_takes_a_button_and_the_right_to_change(editor, somebody, case):
    number = Version.objects.of(case).last().number
    restore = history_of(case, number=number, act="restore")
    reader, stranger = somebody("view_case"), Client()
    assert editor.get(restore).status_code == 405
    assert reader.post(restore).status_code == 403
    assert "Restore as draft" not in words_of(reader.get(history_of(case, number=number)))
    assert stranger.post(restore).status_code == 302
    assert latest(case).act == "drafted"


def test_only_who_may_see_the_object_sees_its_history(somebody, case):
    stranger = somebody("view_lesson")
    assert stranger.get(history_of(case)).status_code == 403
    assert stranger.get(history_of(case, number=latest(case).number)).status_code == 403


def test_the_form_tells_what_the_draft_has_otherwise_than_the_site(editor, form_of, case):
    page = editor.get(form_of(case))
    assert "What is different from the site" in page.content.decode()
    found = {each.name: (each.old, each.new) for each in page.context["waiting_differences"]}
    assert found == {"title_en": ("Mirror", "Window"), "region_en": ("Drenthe", "Navarre")}


def test_moving_a_row_is_in_the_history_and_changes_no_text(editor):
    event = EventFactory()
    one, other = (CaseFactory(event=event, position=0, title_en=title) for title in "ab")
    editor.post("/admin/events/case/order/", {"key": [other.pk, one.pk]})
    line = editor.get(history_of(one)).context["lines"][0]
    assert (line.version.act, line.version.author, line.note) == ("moved", editor.user, "0 → 2")


def test_moving_rows_takes_the_right_to_publish(somebody, list_of):
    event = EventFactory()
    one, other = (CaseFactory(event=event, title_en=title, position=number) for number, title in enumerate("ab", 1))
    writer = somebody("view_case", "change_case")
    assert writer.post("/admin/events/case/order/", {"key": [other.pk, one.pk]}).status_code == 403
    assert "data-handle" not in writer.get(list_of(Case)).content.decode()
    writer.user.user_permissions.add(Permission.objects.get(codename="publish_case"))
    assert writer.post("/admin/events/case/order/", {"key": [other.pk, one.pk]}).status_code == 204
    assert "data-handle" in writer.get(list_of(Case)).content.decode()


def test_what_is_no_draft_first_keeps_the_log_of_django(editor, form_of):
    picture = PictureFactory()
    edit(editor, form_of(picture), title="Hall")
    page = editor.get(history_of(picture))
    assert page.status_code == 200
    assert editor.user.username in page.content.decode()
