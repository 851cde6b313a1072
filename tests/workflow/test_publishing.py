"""Publishing what waits, when the world has changed meanwhile."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.preview.models import PreviewLink
from content.preview.preview_links import share_preview
from content.preview.staging import trial_publish
from content.reviews.models import Review
from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.models import Draft, OfObject, Version
from content.workflow.snapshot import content_of
from events.models import Case, Speaker
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PageFactory,
    PictureFactory,
    SpeakerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def changed(item, **columns):
    """Return the content of `item` with other `columns`."""
    content = content_of(item)
    return {**content, "fields": {**content["fields"], **columns}}


def test_a_draft_leaves_alone_what_was_changed_beside_it():
    case = CaseFactory(live=True, region_en="Basque Country")
    publishing.keep_draft(case, changed(case, region_en="Navarre"))
    Case.objects.filter(pk=case.pk).update(position=7, summary_en="Meanwhile")
    publishing.publish(case)
    assert (case.region_en, case.position, case.summary_en) == ("Navarre", 7, "Meanwhile")


def test_an_address_taken_meanwhile_is_said_and_nothing_is_published():
    page = PageFactory(live=True, slug_en="about")
    publishing.keep_draft(page, changed(page, slug_en="contact", title_en="Contact"))
    PageFactory(live=True, slug_en="contact")
    with pytest.raises(ValidationError) as refused:
        publishing.publish(page)
    assert said_of(page, refused.value) == ["Another page has this address already. Choose a different one."]
    page.refresh_from_db()
    assert (page.slug_en, Draft.objects.of(page).count()) == ("about", 1)


def test_what_was_deleted_meanwhile_is_reported_by_its_field():
    case, picture, document = CaseFactory(live=True), PictureFactory(), DocumentFactory(live=True)
    draft = changed(case, cover_id=str(picture.pk))
    publishing.keep_draft(case, {**draft, "links": {**draft["links"], "documents": [str(document.pk)]}})
    picture.delete()
    publishing.erase(document)
    with pytest.raises(ValidationError) as refused:
        publishing.publish(case)
    assert [sentence.partition(":")[0] for sentence in said_of(case, refused.value)] == ["Picture", "Documents"]


def test_two_rows_of_evidence_change_places():
    lesson = LessonFactory(live=True)
    one, other = CaseFactory.create_batch(2, live=True, event=lesson.event)
    first, second = EvidenceFactory(lesson=lesson, case=one), EvidenceFactory(lesson=lesson, case=other)
    content = content_of(lesson)
    cases = {str(first.pk): other.pk, str(second.pk): one.pk}
    for row in content["parts"]["evidence"]:
        row["fields"]["case_id"] = str(cases[row["id"]])
    publishing.keep_draft(lesson, content)
    publishing.publish(lesson)
    assert dict(lesson.evidence.values_list("pk", "case_id")) == {first.pk: other.pk, second.pk: one.pk}


def test_what_is_staged_is_seen_inside_and_by_nobody_after():
    speaker = SpeakerFactory(live=True, name="Emily")
    publishing.keep_draft(speaker, changed(speaker, name="Emily Wise"))
    versions = Version.objects.count()
    with trial_publish([speaker]) as [shown]:
        assert (shown.name, Speaker.objects.live().get().name) == ("Emily Wise", "Emily Wise")
    assert Speaker.objects.get().name == "Emily"
    assert (Version.objects.count(), Draft.objects.count()) == (versions, 1)


def test_an_older_version_comes_back_as_a_draft():
    case = CaseFactory(live=True, title_en="Mirror")
    publishing.publish(case)
    old = Version.objects.of(case).first()
    publishing.publish(case, content=changed(case, title_en="Window"))
    publishing.restore(case, old)
    assert Case.objects.get().title_en == "Window"
    publishing.publish(case)
    assert Case.objects.get().title_en == "Mirror"


def test_an_older_version_of_what_was_never_public_keeps_an_address_that_is_taken_out_of_it():
    page = PageFactory(slug_en="about")
    publishing.save(page)
    old = Version.objects.of(page).first()
    publishing.keep_draft(page, changed(page, slug_en="about-us"))
    PageFactory(slug_en="about")
    publishing.restore(page, old)
    page.refresh_from_db()
    assert page.slug_en == "about-us"


def test_what_an_event_takes_to_the_bin_comes_back_with_it():
    event = EventFactory(live=True)
    case, draft = CaseFactory(live=True, event=event), CaseFactory(event=event)
    publishing.throw_away(event)
    assert set(Case.objects.values_list("state", flat=True)) == {"binned"}
    event.refresh_from_db()
    publishing.take_back(event)
    states = dict(Case.objects.values_list("pk", "state"))
    assert (states[case.pk], states[draft.pk]) == ("withdrawn", "draft")


def test_what_the_rooms_above_keep_of_an_object_goes_with_it_and_nothing_of_others():
    gone, other = CaseFactory(live=True), CaseFactory(live=True)
    for case in (gone, other):
        publishing.keep_draft(case, changed(case, region_en="Navarre"))
        share_preview(case)
        Review.objects.create(target=case, name="Emily Wise", expires_at=timezone.now())
    before = {model: model.objects.of(other).count() for model in OfObject.kinds()}
    key = gone.pk
    publishing.erase(gone)
    assert [kind for kind in (Draft, Version, PreviewLink, Review) if kind.objects.filter(object_id=key).exists()] == []
    assert {model: model.objects.of(other).count() for model in OfObject.kinds()} == before
    assert {Draft, Version, PreviewLink, Review} <= {model for model, count in before.items() if count}
