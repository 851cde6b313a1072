"""Links to our own objects and pictures, as visitors get them."""

from uuid import UUID, uuid4

import pytest
from django.template import Context, Template
from django.utils.translation import override

from content.pictures.models import Picture
from content.richtext.references import plain_text, references_in, render_references
from content.workflow.publishing import publish, withdraw
from tests.factories import CaseFactory, PageFactory, PictureFactory, SearchDocumentFactory

pytestmark = pytest.mark.django_db

KEY = "0b0e9f4e-1111-4222-8333-0123456789ab"


def link(key, words="case"):
    return f'<a href="smartup:events.case/{key}" rel="noopener">{words}</a>'


def figure(key, caption="Stage"):
    return f'<figure><img src="smartup:picture/{key}" alt=""><figcaption>{caption}</figcaption></figure>'


def test_a_link_leads_to_the_page_in_the_language_asked_for():
    key = SearchDocumentFactory(kind="events.case", language="nl", path="/nl/cases/spiegel/").object_id
    SearchDocumentFactory(kind="events.case", language="en", path="/en/cases/mirror/", object_id=key)
    text = f"<p>See the {link(key)}.</p>"
    assert render_references(text, "nl") == '<p>See the <a href="/nl/cases/spiegel/">case</a>.</p>'
    assert render_references(text, "en") == '<p>See the <a href="/en/cases/mirror/">case</a>.</p>'


def test_a_link_to_what_is_gone_leaves_its_words():
    assert (
        render_references(f"<p>See {link(uuid4(), 'the <em>case</em>')}.</p>", "nl") == "<p>See the <em>case</em>.</p>"
    )


@pytest.mark.django_db(transaction=True)
def test_a_link_comes_and_goes_with_what_it_leads_to():
    case = CaseFactory(live=True)
    text = f"<p>See {link(case.pk)}.</p>"
    publish(case)
    assert render_references(text, "nl") == f'<p>See <a href="{case.addresses()["nl"]}">case</a>.</p>'
    withdraw(case)
    assert render_references(text, "nl") == "<p>See case.</p>"


@pytest.mark.parametrize("links", [1, 30])
def test_all_links_of_a_text_are_one_query(django_assert_num_queries, links):
    keys = [SearchDocumentFactory(language="nl").object_id for _number in range(links)]
    text = "".join(f"<p>{link(key)}</p>" for key in keys)
    with django_assert_num_queries(1):
        assert render_references(text, "nl").count('<a href="/nl/') == links


@pytest.mark.parametrize("figures", [1, 20])
def test_all_pictures_of_a_text_are_one_query(django_assert_num_queries, figures):
    text = "".join(figure(PictureFactory().pk) for _number in range(figures))
    with django_assert_num_queries(1):
        assert render_references(text, "nl").count("<figure>") == figures


def test_a_text_without_references_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert render_references("<p>Words</p>", "nl") == "<p>Words</p>"


def test_a_picture_brings_its_own_description():
    picture = PictureFactory(alt_nl="Het podium", alt_en="The stage")
    Picture.objects.filter(pk=picture.pk).update(digest="ab" * 32, ready=True)
    with override("en"):
        html = render_references(figure(picture.pk), "en")
    assert html.startswith('<figure><picture class="picture" data-slot="figure">')
    assert html.count('alt="The stage"') == 1
    assert html.endswith("</picture><figcaption>Stage</figcaption></figure>")


def test_a_picture_that_is_gone_takes_its_figure_along():
    assert render_references(f"<p>Before</p>{figure(KEY)}<p>After</p>", "nl") == "<p>Before</p><p>After</p>"


def test_what_was_stored_before_the_rules_is_cleaned_when_it_is_shown():
    assert render_references("<p onclick=alert(1)>Words</p>", "nl") == "<p>Words</p>"


def test_a_text_knows_what_it_points_to():
    assert references_in(link(KEY) + figure(KEY)) == {("events.case", UUID(KEY)), ("picture", UUID(KEY))}


def test_the_words_of_a_text_for_search_and_summaries():
    text = "<h2>A &amp; B</h2><ul><li>One</li><li><strong>T</strong>wo</li></ul><p>x<br>y</p>"
    assert plain_text(text) == "A & B One Two x y"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nl", '<div class="prose"><p>Woorden</p></div>'), ("en", '<div class="prose" lang="nl"><p>Woorden</p></div>')],
)
def test_a_text_that_fell_back_says_its_language(language, shown):
    page = PageFactory(body_nl="<p>Woorden</p>")
    with override(language):
        html = Template('{% load richtext %}{% rich page "body" %}').render(Context({"page": page}))
    assert html == shown


def test_an_empty_text_shows_nothing():
    html = Template('{% load richtext %}{% rich page "body" %}').render(
        Context({"page": {"body_nl": "", "body_en": None}})
    )
    assert html == ""
