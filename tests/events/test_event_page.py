"""A visitor reads on the page of an event what came out of it."""

import pytest

from content.workflow import publishing
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EventFactory,
    LessonFactory,
    PartnerProjectFactory,
    PhotoFactory,
)
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def page_of(visitor, event):
    return read(visitor, event.get_absolute_url())


def facts(page) -> dict:
    return {each.one("dt").text: each.one("dd").text for each in page.all(".story-facts div")}


def test_an_event_of_which_nothing_is_told_shows_no_empty_part(visitor):
    page = page_of(visitor, EventFactory(live=True, title_en="Emmen", tagline_en="Look again"))
    assert page.texts("h1") == ["Emmen"]
    assert page.one("title").text == "Emmen · smartup"
    assert page.one("meta[name=description]")["content"] == "Look again"
    assert page.one(".hero-tagline").text == "Look again"
    parts = [each["id"] for each in page.all("main section") if each.get("id")]
    assert [part for part in parts if part != "join"] == []


def test_the_parts_stand_in_the_order_of_the_day(visitor):
    event = EventFactory(
        live=True, story_en="<p>It was.</p>", video_url="https://vimeo.com/123456789",
        projects=[PartnerProjectFactory(live=True)], documents=[DocumentFactory(live=True)],
    )  # fmt: skip
    PhotoFactory(album__live=True, album__event=event)
    CaseFactory(live=True, event=event)
    LessonFactory(live=True, event=event)
    ids = [each["id"] for each in page_of(visitor, event).all("[id]")]
    wanted = ["story", "video", "photos", "cases", "lessons", "projects", "documents"]
    assert [each for each in ids if each in wanted] == wanted


def test_a_story_is_told_with_its_thanks_and_the_facts_beside_it(visitor):
    projects = [PartnerProjectFactory(live=True, acronym=name, position=number) for number, name in enumerate("BA")]
    event = EventFactory(
        live=True,
        story_en="<p>It was.</p>",
        thanks_en="<p>Thank you.</p>",
        venue_name="Atlas Theatre",
        projects=projects,
    )
    page = page_of(visitor, event)
    assert page.texts(".story-text p") == ["It was.", "Thank you."]
    assert page.texts(".thanks") == ["Thank you."]
    assert facts(page) == {
        "When": "19 September 2018",
        "Where": "Atlas Theatre (on a map, on openstreetmap.org)",
        "By": "B, A",
    }
    links = page.links(".story-facts a")
    assert links[1:] == [(each.acronym, each.get_absolute_url()) for each in projects]


def test_a_story_without_thanks_place_and_projects_has_the_date_alone(visitor):
    page = page_of(visitor, EventFactory(live=True, story_en="<p>It was.</p>"))
    assert (facts(page), page.all(".thanks")) == ({"When": "19 September 2018"}, [])


def test_without_a_story_the_facts_stay_away(visitor):
    page = page_of(visitor, EventFactory(live=True, thanks_en="<p>Thank you.</p>"))
    assert (page.all("#story"), page.all(".thanks")) == ([], [])


def test_a_story_in_the_other_language_is_marked(visitor):
    page = page_of(visitor, EventFactory(live=True, story_nl="<p>Zo was het.</p>"))
    assert page.one(".story-text [lang]")["lang"] == "nl"


@pytest.mark.parametrize(
    ("place", "words", "query"),
    [
        (
            {"venue_name": "Atlas Theatre", "venue_street": "Raadhuisplein 1", "venue_city": "Emmen"},
            "Atlas Theatre, Emmen (on a map, on openstreetmap.org)",
            "search?query=Atlas+Theatre%2C+Raadhuisplein+1%2C+Emmen",
        ),
        ({"venue_name": "Atlas"}, "Atlas (on a map, on openstreetmap.org)", "search?query=Atlas"),
        (
            {"venue_name": "Atlas", "latitude": "52.78580", "longitude": "6.89760"},
            "Atlas (on a map, on openstreetmap.org)",
            "?mlat=52.78580&mlon=6.89760#map=17/52.78580/6.89760",
        ),
        (
            {"venue_name": "Null Island", "latitude": "0", "longitude": "0"},
            "Null Island (on a map, on openstreetmap.org)",
            "?mlat=0.00000&mlon=0.00000#map=17/0.00000/0.00000",
        ),
    ],
)
@pytest.mark.parametrize("home", [True, False])
def test_the_venue_leads_to_a_map(visitor, place, words, query, home):
    event = EventFactory(live=True, **place)
    page = read(visitor, "/en/") if home else page_of(visitor, event)
    assert page.links(".hero-when a") == [(words, f"https://www.openstreetmap.org/{query}")]
    assert page.one(".hero-when").text == f"19 September 2018 · {words}"


@pytest.mark.parametrize("path", ["/en/", None])
def test_a_town_without_a_venue_is_no_place_to_go(visitor, path):
    event = EventFactory(live=True, venue_city="Emmen")
    assert read(visitor, path or event.get_absolute_url()).one(".hero-when").text == "19 September 2018"


def test_of_a_place_of_which_nothing_is_known_there_is_no_map():
    assert EventFactory.build().map_url == ""


def test_the_partner_projects_are_introduced(visitor):
    projects = [
        PartnerProjectFactory(live=True, acronym="ZETA", name_en="Z of things", position=1),
        PartnerProjectFactory(live=True, acronym="BETA", position=2),
        PartnerProjectFactory(live=True, acronym="ALFA", position=2),
    ]
    event = EventFactory(
        live=True, meeting_title_en="A joint meeting", meeting_text_en="<p>Together.</p>", projects=projects
    )
    part = page_of(visitor, event).one("section.meeting")
    assert part.one("h2").text == "A joint meeting"
    assert part.texts(".meeting-words p") == ["Together."]
    assert part.texts(".project-card-title") == ["ZETA", "ALFA", "BETA"]
    assert part.texts(".project-card p") == ["Z of things"]
    assert part.links("h3 a")[0] == ("ZETA", projects[0].get_absolute_url())


def test_without_a_heading_of_their_own_they_are_called_what_they_are(visitor):
    event = EventFactory(live=True, projects=[PartnerProjectFactory(live=True)])
    assert page_of(visitor, event).one("section.meeting h2").text == "Partner projects"


def test_a_project_that_is_not_published_or_of_another_event_is_not_named(visitor):
    withdrawn = PartnerProjectFactory(live=True)
    publishing.withdraw(withdrawn)
    event = EventFactory(live=True, story_en="<p>It was.</p>", projects=[PartnerProjectFactory(), withdrawn])
    EventFactory(live=True, projects=[PartnerProjectFactory(live=True)])
    page = page_of(visitor, event)
    assert (page.all("section.meeting"), facts(page)) == ([], {"When": "19 September 2018"})


def test_documents_can_be_had_one_by_one_or_all_at_once(visitor):
    documents = [DocumentFactory(live=True, title_en=name, position=number) for number, name in enumerate("BA")]
    event = EventFactory(live=True, documents=documents)
    DocumentFactory(live=True)
    shelf = page_of(visitor, event).one("#documents")
    assert [each["href"] for each in shelf.all("a.document-title")] == [
        f"/documents/{documents[0].pk}/",
        f"/documents/{documents[1].pk}/",
    ]
    words, path = shelf.links("a.button")[0]
    assert (words, path) == ("Download all documents (zip)", f"{event.get_absolute_url()}documents.zip")
    assert visitor.get(path).getvalue()[:2] == b"PK"


def test_a_draft_of_a_document_is_on_no_shelf(visitor):
    event = EventFactory(live=True, documents=[DocumentFactory()])
    assert page_of(visitor, event).all("#documents") == []
    assert visitor.get(f"{event.get_absolute_url()}documents.zip").status_code == 404


def test_an_event_without_documents_has_no_archive(visitor):
    event = EventFactory(live=True)
    DocumentFactory(live=True)
    assert visitor.get(f"{event.get_absolute_url()}documents.zip").status_code == 404


@pytest.mark.parametrize("path", ["/en/", None])
def test_lessons_are_introduced_when_there_are_any(visitor, path):
    event = EventFactory(live=True, lessons_intro_en="What we learned")
    path = path or event.get_absolute_url()
    assert read(visitor, path).all("#lessons") == []
    LessonFactory(live=True, event=event)
    assert read(visitor, path).texts("#lessons p.lead") == ["What we learned"]


def test_lessons_without_an_introduction_begin_at_once(visitor):
    event = EventFactory(live=True)
    LessonFactory(live=True, event=event)
    assert page_of(visitor, event).texts("#lessons p.lead") == []


def test_the_style_of_a_video_comes_with_a_video_only(visitor):
    def loads(event):
        page = page_of(visitor, event)
        sheets = [each["href"] for each in page.all("link[rel=stylesheet]")]
        scripts = [each.get("src") for each in page.all("script")]
        return ("/static/css/components/video.css" in sheets, "/static/js/video.js" in scripts, len(page.all("#video")))

    assert loads(EventFactory(live=True)) == (False, False, 0)
    assert loads(EventFactory(live=True, video_url="https://vimeo.com/123456789")) == (True, True, 1)
    assert loads(EventFactory(live=True, video_file="videos/a.mp4")) == (True, True, 1)
