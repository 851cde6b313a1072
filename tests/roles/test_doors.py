"""Side doors: what could be done by another way than the one that is watched."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from content.pictures.models import Picture
from content.workflow.models import Appointment, Draft, Version
from events.models import Case, Evidence, Lesson
from gallery.models import Album
from tests.editing.forms import edit
from tests.factories import (
    AppointmentFactory,
    CaseFactory,
    DraftFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PictureFactory,
    ReleaseFactory,
    ReleaseItemFactory,
)
from tests.people import browser_of
from tests.pictures.photos import encoded, landscape, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return browser_of("writer")


def form_of(item):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def add_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


# --- What a writer changes, visitors don't see -----------------------------------------------------------------


def test_a_writer_leaves_the_site_as_it_is(writer):
    lesson = LessonFactory(live=True, title_en="Begin small")
    EvidenceFactory(lesson=lesson, passage_en="As they showed")
    edit(writer, form_of(lesson), **{"title_en": "Begin large", "evidence-0-passage_en": "As nobody showed"})
    lesson.refresh_from_db()
    assert (lesson.title_en, lesson.evidence.get().passage_en) == ("Begin small", "As they showed")
    assert Draft.objects.of(lesson).get().after["fields"]["title_en"] == "Begin large"


def test_a_draft_of_something_live_may_lack_what_visitors_need(writer):
    case = CaseFactory(live=True)
    edit(writer, form_of(case), event="")
    assert Draft.objects.of(case).get().after["fields"]["event_id"] is None
    page = writer.get(form_of(case))
    assert page.status_code == 200 and page.context["is_live"]
    case.refresh_from_db()
    assert case.is_live and case.event


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
@pytest.mark.parametrize("window", [{}, {"_popup": "1"}, {"_popup": "1", "_to_field": "id"}])
def test_a_writer_publishes_nothing_new_in_a_window_of_its_own_either(writer, button, window):
    event = EventFactory(live=True)
    sent = {"title_en": "Second thoughts", "event": event.pk, "publish_at": "2099-01-01T09:00", button: "", **window}
    assert writer.post(add_url(Case), sent).status_code == 403
    assert (Case.objects.count(), Version.objects.count()) == (0, 0)


def test_a_writer_adds_a_case_in_a_window_of_its_own_as_a_draft(writer):
    event = EventFactory(live=True)
    writer.post(add_url(Case), {"title_en": "Second thoughts", "event": event.pk, "_popup": "1"})
    assert Case.objects.get().state == "draft"


# --- What goes live by itself ----------------------------------------------------------------------------------


@pytest.fixture(params=["appointment", "release"])
def planned(request):
    """A case with changes that will go live at a moment, by itself or with others."""
    case = CaseFactory(live=True)
    DraftFactory(target=case)
    if request.param == "appointment":
        AppointmentFactory(target=case)
    else:
        moment = AppointmentFactory.build(target=case).at
        ReleaseItemFactory(target=case, release=ReleaseFactory(at=moment))
    return case


def test_a_writer_slips_nothing_into_what_is_planned(writer, planned):
    draft = Draft.objects.of(planned).get()
    assert writer.get(form_of(planned)).status_code == 200
    for url in (form_of(planned), form_of(planned).replace("change", "discard")):
        assert writer.post(url, {"title_en": "What I think of it"}).status_code == 403
    assert Draft.objects.of(planned).get().after == draft.after


def test_a_publisher_still_changes_what_is_planned(planned):
    edit(browser_of("publisher"), form_of(planned), title_en="Better words")
    assert Draft.objects.of(planned).get().after["fields"]["title_en"] == "Better words"


def test_a_writer_takes_nothing_from_the_schedule(writer, planned):
    assert writer.post(form_of(planned).replace("change", "unschedule")).status_code == 403
    assert Appointment.objects.count() + planned_releases(planned) == 1


def planned_releases(case) -> int:
    from content.workflow.models import ReleaseItem

    return ReleaseItem.objects.of(case).filter(release__at__isnull=False).count()


# --- Lines in somebody else's form -----------------------------------------------------------------------------


def test_lines_in_a_form_ask_for_a_right_of_their_own():
    browser = browser_of("newcomer")
    names = ["view_lesson", "change_lesson", "view_evidence"]
    browser.user.user_permissions.set(Permission.objects.filter(codename__in=names))
    lesson = LessonFactory(title_en="Begin small")
    evidence = EvidenceFactory(lesson=lesson, passage_en="As they showed")
    lines = {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "1", "evidence-0-id": evidence.pk}
    sent = {"evidence-0-lesson": lesson.pk, "evidence-0-passage_en": "As nobody showed", "evidence-0-DELETE": "on"}
    edit(browser, form_of(lesson), title_en="Begin large", **lines, **sent)
    assert Lesson.objects.get().title_en == "Begin large"
    assert Evidence.objects.get().passage_en == "As they showed"


def test_a_writer_is_not_led_from_a_new_album_to_where_photos_come_in(writer):
    pages = []
    for browser in (writer, browser_of("photo_editor")):
        page = edit(browser, add_url(Album), title_en="Afternoon", event=EventFactory().pk)
        pages.append(page.redirect_chain[-1][0])
    album = Album.objects.latest("created_at")
    assert pages == ["/admin/gallery/album/", f"/admin/gallery/album/{album.pk}/photos/"]


# --- Questions that forms ask by themselves --------------------------------------------------------------------


def suggestions(browser, model, field):
    asked = {"term": "", "app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    return browser.get(reverse("admin:autocomplete"), asked).status_code


def test_suggestions_are_for_who_may_see_what_is_suggested(writer):
    from signups.models import Stakeholder

    photo_editor, officer = browser_of("photo_editor"), browser_of("officer")
    assert [suggestions(who, Case, "presenters") for who in (writer, officer, photo_editor)] == [200, 200, 403]
    assert [suggestions(who, Stakeholder, "interests") for who in (writer, officer, photo_editor)] == [403, 200, 403]
    assert suggestions(browser_of("newcomer"), Case, "event") == 403


def test_nothing_is_told_at_addresses_that_lead_nowhere(writer, visitor):
    assert visitor.get("/admin/events/secret/").url.startswith("/admin/login/")
    assert writer.get("/admin/events/secret/").status_code == 404


# --- Pictures are public as soon as they are used --------------------------------------------------------------


def test_a_writer_adds_a_picture_and_alters_none(writer):
    picture = PictureFactory(title="Stage")
    sent = {"title": "Lake", "alt_en": "Water", "focal_x": "50", "focal_y": "50", "_popup": "1"}
    assert writer.post(form_of(picture), {**sent, "original": upload(encoded(landscape()))}).status_code == 403
    writer.post(add_url(Picture), {**sent, "original": upload(encoded(landscape()))})
    assert Picture.objects.filter(title="Lake").exists()
    picture.refresh_from_db()
    assert picture.title == "Stage"


# --- Somebody without a role -----------------------------------------------------------------------------------


def test_who_has_no_role_yet_reads_whom_to_ask():
    administrator = browser_of("administrator").user
    administrator.first_name, administrator.last_name = "Emily", "Wise"
    administrator.save()
    page = browser_of("newcomer").get("/admin/").content.decode()
    assert "Emily Wise" in page and administrator.email in page


@pytest.mark.parametrize("who, sees", [("newcomer", False), ("writer", True)])
def test_what_is_planned_is_told_to_who_may_see_it(planned, who, sees):
    page = browser_of(who).get("/admin/").content.decode()
    assert (planned.title_en in page or "Release" in page) is sees
