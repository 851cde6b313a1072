"""Old addresses lead to where the page is now, in one step, for ever."""

import pytest

from content.workflow import publishing
from content.workflow.models import Draft, Redirect
from content.workflow.snapshot import content_of
from tests.factories import CaseFactory, EventFactory, PageFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return PageFactory(live=True, slug_nl="een", slug_en="one")


def draft_of(item, **columns):
    """Save a draft of `item` with other `columns`."""
    item.refresh_from_db()
    content = content_of(item)
    publishing.keep_draft(item, {**content, "fields": {**content["fields"], **columns}})


def renamed(item, **columns):
    draft_of(item, **columns)
    publishing.publish(item)


def led(visitor, path):
    response = visitor.get(path)
    return response.status_code, response.headers.get("Location")


def test_a_renamed_page_is_found_at_its_old_address_in_each_language(visitor, page):
    renamed(page, slug_nl="twee", slug_en="two")
    assert led(visitor, "/nl/een/") == (301, "/nl/twee/")
    assert led(visitor, "/en/one/") == (301, "/en/two/")
    assert [visitor.get(path).status_code for path in ("/nl/twee/", "/en/two/")] == [200, 200]


def test_a_draft_makes_no_redirect_and_takes_none_away(visitor, page):
    renamed(page, slug_en="two")
    draft_of(page, slug_en="one")
    assert led(visitor, "/en/one/") == (301, "/en/two/")
    publishing.discard(page)
    draft_of(page, slug_en="three")
    assert (visitor.get("/en/two/").status_code, visitor.get("/en/three/").status_code) == (200, 404)


def test_what_was_never_public_leaves_no_address_behind(visitor):
    page = PageFactory(slug_en="one")
    page.slug_en = "two"
    publishing.save(page)
    publishing.publish(page)
    assert (led(visitor, "/en/one/"), Redirect.objects.count()) == ((404, None), 0)


def test_each_of_many_old_addresses_leads_on_in_one_step(visitor, page):
    for slug in ("two", "three", "four"):
        renamed(page, slug_en=slug)
    assert [led(visitor, f"/en/{slug}/") for slug in ("one", "two", "three")] == [(301, "/en/four/")] * 3


def test_a_page_that_gets_its_first_address_back_answers_there(visitor, page):
    renamed(page, slug_en="two")
    renamed(page, slug_en="one")
    assert visitor.get("/en/one/").status_code == 200
    back = visitor.get("/en/two/")
    assert (back.status_code, back.url) == (301, "/en/one/")
    assert back.headers["Cache-Control"] == "no-cache"  # a browser that kept the first 301 would go round for ever


def test_two_pages_that_change_places(visitor, page):
    other = PageFactory(live=True, slug_en="other")
    renamed(page, slug_en="meanwhile")
    renamed(other, slug_en="one")
    renamed(page, slug_en="other")
    assert visitor.get("/en/one/").context["object"] == other
    assert visitor.get("/en/other/").context["object"] == page
    assert led(visitor, "/en/meanwhile/") == (301, "/en/other/")


def test_a_page_that_takes_an_old_address_has_it_for_itself(visitor, page):
    renamed(page, slug_en="two")
    successor = PageFactory(slug_en="one")
    assert led(visitor, "/en/one/") == (301, "/en/two/")
    publishing.publish(successor)
    assert visitor.get("/en/one/").context["object"] == successor
    renamed(successor, slug_en="three")
    assert led(visitor, "/en/one/") == (301, "/en/three/")


def test_an_address_that_was_borrowed_from_the_other_language_leads_on_too(visitor):
    page = PageFactory(live=True, title_en="", slug_nl="een", slug_en=None)
    assert visitor.get("/en/een/").status_code == 200
    renamed(page, title_en="One", slug_en="one", slug_nl="uno")
    assert led(visitor, "/en/een/") == (301, "/en/one/")
    assert led(visitor, "/nl/een/") == (301, "/nl/uno/")


def test_a_name_that_is_an_address_as_well():
    speaker = SpeakerFactory(live=True, name="Emily Wise")
    renamed(speaker, slug_nl="e-wise", slug_en="e-wise")
    old = Redirect.objects.values_list("old_path", flat=True)
    assert set(old) == {"/nl/sprekers/emily-wise/", "/en/speakers/emily-wise/"}


def test_an_old_address_of_what_was_withdrawn_is_gone_like_the_thing_itself(visitor, page):
    renamed(page, slug_en="two")
    publishing.withdraw(page, reasons={"reason_nl": "Voorbij.", "reason_en": "It is over."})
    answers = [visitor.get(path) for path in ("/en/one/", "/en/two/")]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert ["It is over." in answer.text for answer in answers] == [True, True]
    publishing.publish(page)
    assert led(visitor, "/en/one/") == (301, "/en/two/")


def test_an_old_address_of_what_was_withdrawn_leads_where_the_editor_says(visitor, page):
    renamed(page, slug_en="two")
    publishing.withdraw(page, leads_to="/en/cases/")
    assert led(visitor, "/en/one/") == (302, "/en/cases/")


def test_an_old_address_of_a_case_whose_event_was_withdrawn_is_gone(visitor):
    case = CaseFactory(live=True, event=EventFactory(live=True), slug_en="one")
    renamed(case, slug_en="two")
    publishing.withdraw(case.event)
    assert visitor.get("/en/cases/one/").status_code == 410


def test_an_old_address_of_what_was_erased_leads_nowhere(visitor, page):
    renamed(page, slug_en="two")
    publishing.erase(page)
    assert led(visitor, "/en/one/") == (404, None)


def test_withdrawing_with_a_new_address_waiting_shows_nothing_of_it(visitor, page):
    draft_of(page, slug_en="two", title_en="Secret")
    publishing.withdraw(page)
    assert Draft.objects.of(page).exists()
    assert led(visitor, "/en/two/") == (404, None)
    answer = visitor.get("/en/one/")
    assert (answer.status_code, "Secret" in answer.text) == (410, False)


def test_a_page_costs_no_question_about_redirects(visitor, page, django_assert_max_num_queries):
    visitor.get("/en/one/")
    with django_assert_max_num_queries(4) as asked:
        visitor.get("/en/one/")
    assert not any("workflow_redirect" in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize(
    "address", ["/%00", "/nl/%00/", "/en/cases/a%00/", "/preview/%00/", "/review/%00/", "/media/%00"]
)
def test_nobody_asks_the_database_for_an_address_that_it_does_not_take(visitor, db, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        assert visitor.get(address).status_code == 404
