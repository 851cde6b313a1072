"""A visitor follows an address: of either language, of something that is not there yet, or not any more."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from content.workflow import publishing
from tests.factories import (
    CaseFactory,
    DocumentFactory,
    EventFactory,
    LessonFactory,
    PartnerProjectFactory,
    SpeakerFactory,
)
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FACTORIES = [EventFactory, CaseFactory, LessonFactory, SpeakerFactory, PartnerProjectFactory]
NAMES = ["event", "case", "lesson", "speaker", "project"]
PLACES = {
    "event": ("/nl/evenementen/", "/en/events/"),
    "case": ("/nl/casussen/", "/en/cases/"),
    "lesson": ("/nl/lessen/", "/en/lessons/"),
    "speaker": ("/nl/sprekers/", "/en/speakers/"),
    "project": ("/nl/projecten/", "/en/projects/"),
}
of_each_kind = pytest.mark.parametrize(("make", "name"), list(zip(FACTORIES, NAMES, strict=True)), ids=NAMES)


@of_each_kind
def test_each_language_has_its_own_address(visitor, make, name):
    item = make(live=True, slug_nl="spiegel", slug_en="mirror")
    dutch, english = PLACES[name]
    assert item.addresses() == {"nl": f"{dutch}spiegel/", "en": f"{english}mirror/"}
    for language, path in item.addresses().items():
        page = read(visitor, path)
        assert page.one("html")["lang"] == language
        assert page.one("link[rel=canonical]")["href"] == f"http://testserver{path}"
        alternates = [(each["hreflang"], each["href"]) for each in page.all("link[rel=alternate]")]
        assert alternates == [
            ("nl", f"http://testserver{dutch}spiegel/"),
            ("en", f"http://testserver{english}mirror/"),
            ("x-default", f"http://testserver{dutch}spiegel/"),
        ]


@of_each_kind
def test_the_other_languages_word_leads_to_the_right_address(visitor, make, name):
    item = make(live=True, slug_nl="spiegel", slug_en="mirror")
    dutch, english = PLACES[name]
    for wrong, right in [(f"{dutch}mirror/", item.addresses()["nl"]), (f"{english}spiegel/", item.addresses()["en"])]:
        answer = visitor.get(wrong)
        assert (answer.status_code, answer.url, answer["Cache-Control"]) == (301, right, "no-cache")


def test_what_was_asked_goes_along(visitor):
    event = EventFactory(live=True, slug_nl="spiegel", slug_en="mirror")
    answer = visitor.get("/en/events/spiegel/?t=95&from=map")
    assert (answer.status_code, answer.url) == (301, f"{event.addresses()['en']}?t=95&from=map")


def test_an_address_that_both_languages_share_answers_in_both(visitor):
    EventFactory(live=True, slug_nl="smart-up", slug_en="smart-up")
    assert [visitor.get(path).status_code for path in ("/nl/evenementen/smart-up/", "/en/events/smart-up/")] == [
        200,
        200,
    ]


def test_where_two_share_a_word_the_pages_own_language_goes_first(visitor):
    first = EventFactory(live=True, title_en="First", title_nl="Eerste", slug_nl="spiegel", slug_en="look")
    second = EventFactory(live=True, title_en="Second", title_nl="Tweede", slug_nl="kijk", slug_en="spiegel")
    assert read(visitor, "/en/events/spiegel/").one("h1").text == second.title_en
    assert read(visitor, "/nl/evenementen/spiegel/").one("h1").text == first.title_nl


def test_without_an_address_of_its_own_a_language_borrows_the_others(visitor):
    event = EventFactory(live=True, title_nl="Spiegel", title_en="", slug_nl="spiegel", slug_en=None)
    assert event.addresses() == {"nl": "/nl/evenementen/spiegel/", "en": "/en/events/spiegel/"}
    assert read(visitor, "/en/events/spiegel/").one("h1")["lang"] == "nl"


@of_each_kind
def test_what_was_never_public_is_not_there(visitor, make, name):
    assert visitor.get(make().get_absolute_url()).status_code == 404


@of_each_kind
@pytest.mark.parametrize("hide", [publishing.withdraw, publishing.throw_away])
def test_what_was_public_is_gone(visitor, make, name, hide):
    item = make(live=True)
    hide(item)
    assert visitor.get(item.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("make", [CaseFactory, LessonFactory])
def test_what_belongs_to_an_event_goes_with_it(visitor, make):
    item = make(live=True)
    publishing.withdraw(item.event)
    assert visitor.get(item.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("make", [CaseFactory, LessonFactory])
def test_what_belongs_to_an_event_that_never_was_public_is_not_there(visitor, make):
    item = make(live=True, event=EventFactory())
    assert visitor.get(item.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("make", [CaseFactory, LessonFactory])
def test_a_draft_that_went_with_its_event_was_never_there(visitor, make):
    item = make(event=EventFactory(live=True))
    publishing.withdraw(item.event)
    assert visitor.get(item.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("path", "name"),
    [("/en/events/mirror/documents.zip", "mirror"), ("/nl/evenementen/spiegel/documenten.zip", "spiegel")],
)
def test_documents_of_an_event_are_at_its_address_in_each_language(visitor, path, name):
    document = DocumentFactory(live=True, title_nl="Verslag", title_en="Report")
    EventFactory(live=True, slug_nl="spiegel", slug_en="mirror", documents=[document, DocumentFactory()])
    answer = visitor.get(path)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    assert len(ZipFile(BytesIO(answer.getvalue())).namelist()) == 1


@pytest.mark.parametrize("hide", [None, publishing.withdraw])
def test_documents_of_an_event_that_is_not_published_are_not_to_be_had(visitor, hide):
    event = EventFactory(live=hide is not None, documents=[DocumentFactory(live=True)])
    if hide:
        hide(event)
    status = visitor.get(f"{event.get_absolute_url()}documents.zip").status_code
    assert status == (410 if hide else 404)


@pytest.mark.parametrize("path", ["/en/events/none/", "/en/cases/none/", "/en/events/none/documents.zip"])
def test_a_word_that_leads_nowhere(visitor, path):
    assert visitor.get(path).status_code == 404
