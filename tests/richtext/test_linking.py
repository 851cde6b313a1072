"""Before something is taken away, an editor is told where it is linked from."""

import pytest
from django.urls import reverse

from content.admin_ui.backlinks import backlinks_to
from content.workflow.models import State
from tests.factories import (
    AlbumFactory,
    CaseFactory,
    DocumentFactory,
    DraftFactory,
    EventFactory,
    EvidenceFactory,
    InterestFactory,
    LessonFactory,
    MenuItemFactory,
    PageFactory,
    PartnerProjectFactory,
    PhotoFactory,
    PictureFactory,
    ProgrammeItemFactory,
    QuoteFactory,
    SiteSettingsFactory,
    SpeakerFactory,
    SpeakerLinkFactory,
    StakeholderFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def link_to(item) -> str:
    return f'<p>See <a href="smartup:{item._meta.label_lower}/{item.pk}">this</a>.</p>'


def figure_of(picture) -> str:
    return f'<figure><img src="smartup:picture/{picture.pk}" alt=""><figcaption>A wall</figcaption></figure>'


def words_of(item) -> list[str]:
    return [place.words for place in backlinks_to(item)]


def test_texts_that_link_to_it_are_named_with_their_language():
    page = PageFactory(live=True)
    CaseFactory(live=True, title_en="The local factor", story_nl=link_to(page), story_en=link_to(page))
    LessonFactory(live=True, title_en="Begin small", text_en=link_to(page))
    assert words_of(page) == [
        "Case “The local factor”: Story (Dutch)",
        "Case “The local factor”: Story (English)",
        "Lesson “Begin small”: Text (English)",
    ]


def test_each_place_leads_to_its_form_and_says_whether_visitors_see_it():
    page = PageFactory(live=True)
    case = CaseFactory(title_en="Later", story_en=link_to(page))
    lesson = LessonFactory(live=True, title_en="Sooner", text_en=link_to(page))
    assert [(place.url, place.is_live) for place in backlinks_to(page)] == [
        (reverse("admin:events_lesson_change", args=[lesson.pk]), True),
        (reverse("admin:events_case_change", args=[case.pk]), False),
    ]


def test_a_link_by_its_plain_address_counts_and_one_to_a_longer_address_does_not():
    page = PageFactory(live=True, slug_nl="over", slug_en="about")
    PageFactory(live=True, title_en="One", body_en='<p><a href="/en/about/">About</a></p>')
    PageFactory(live=True, title_en="Other", body_en='<p><a href="/en/about/us/">About</a></p>')
    assert words_of(page) == ["Page “One”: Text (English)"]


def test_the_text_in_the_footer_counts():
    page = PageFactory(live=True)
    SiteSettingsFactory(footer_en=link_to(page))
    assert words_of(page) == ["Site settings “Settings of the site”: Text in the footer (English)"]


def test_a_menu_that_leads_to_a_page():
    page = PageFactory(live=True, title_en="About")
    MenuItemFactory(page=page)
    assert words_of(page) == ["Menu item “About”: Page"]


def test_objects_that_show_a_document_a_speaker_and_a_project():
    document, speaker, project = DocumentFactory(live=True), SpeakerFactory(live=True), PartnerProjectFactory(live=True)
    event = EventFactory(live=True, title_en="Smart Up!", documents=[document], projects=[project])
    case = CaseFactory(live=True, event=event, title_en="Seas 2 Grow", documents=[document], presenters=[speaker])
    QuoteFactory(live=True, event=event, speaker=speaker, words_en="We did it.")
    ProgrammeItemFactory(live=True, event=event, title_en="Welcome", speakers=[speaker], case=case)
    assert words_of(document) == ["Case “Seas 2 Grow”: Documents", "Event “Smart Up!”: Documents"]
    assert words_of(speaker) == [
        "Case “Seas 2 Grow”: Presenters",
        "Programme item “Welcome”: Speakers",
        "Quote “We did it.”: Speaker",
    ]
    assert words_of(project) == ["Event “Smart Up!”: Partner projects"]
    assert words_of(case) == ["Programme item “Welcome”: Case"]


def test_the_evidence_of_a_lesson_is_told_as_that_lesson():
    lesson = LessonFactory(live=True, title_en="Begin small")
    evidence = EvidenceFactory(lesson=lesson, document=DocumentFactory(live=True))
    form = reverse("admin:events_lesson_change", args=[lesson.pk])
    assert [(place.words, place.url) for place in backlinks_to(evidence.case)] == [("Lesson “Begin small”: Case", form)]
    assert words_of(evidence.document) == ["Lesson “Begin small”: Document with the slide"]
    assert words_of(lesson) == []


def test_what_belongs_to_it_alone_is_not_told():
    event, speaker = EventFactory(live=True), SpeakerFactory(live=True)
    CaseFactory(live=True, event=event)
    album = AlbumFactory(live=True, event=event)
    PhotoFactory(album=album)
    ProgrammeItemFactory(live=True, event=event)
    SpeakerLinkFactory(speaker=speaker)
    assert [words_of(item) for item in (event, album, speaker)] == [[], [], []]


def test_pictures_are_told_where_they_hang_and_in_which_text():
    picture = PictureFactory()
    EventFactory(live=True, title_en="Smart Up!", hero=picture)
    PageFactory(live=True, title_en="About", body_nl=figure_of(picture))
    assert words_of(picture) == ["Event “Smart Up!”: Main picture", "Page “About”: Text (Dutch)"]


def test_changes_that_wait_count_until_their_object_is_told_already():
    page = PageFactory(live=True)
    waiting, told = PageFactory(live=True), PageFactory(live=True, title_en="Told", body_en=link_to(page))
    for item in (waiting, told):
        draft = DraftFactory(target=item, title="New words")
        draft.after["fields"]["body_en"] = link_to(page)
        draft.save()
    assert [(place.words, place.is_live) for place in backlinks_to(page)] == [
        ("Page “Told”: Text (English)", True),
        ("Page “New words”: changes that wait", False),
    ]


def test_the_bin_and_the_object_itself_are_not_told():
    page = PageFactory(live=True)
    page.body_en = link_to(page)
    page.save()
    binned = PageFactory(body_en=link_to(page))
    binned.throw_away()
    binned.save()
    assert (binned.state, words_of(page)) == (State.BINNED, [])


def test_visitors_who_joined_are_never_told():
    interest = InterestFactory()
    StakeholderFactory(name="Emily", interests=[interest])
    assert words_of(interest) == []


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_questions_is_fixed(number, django_assert_num_queries):
    speaker = SpeakerFactory(live=True)
    backlinks_to(SpeakerFactory(live=True))  # the kinds of objects are looked up once
    for _each in range(number):
        lesson = LessonFactory(live=True, text_en=link_to(speaker))
        case = CaseFactory(live=True, event=lesson.event, presenters=[speaker])
        EvidenceFactory(lesson=lesson, case=case)
        QuoteFactory(live=True, speaker=speaker)
        draft = DraftFactory(target=PageFactory(live=True))
        draft.after["fields"]["body_en"] = link_to(speaker)
        draft.save()
    with django_assert_num_queries(13):
        assert len(backlinks_to(speaker)) == 4 * number
