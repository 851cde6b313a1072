"""When a translation counts as outdated, seen from what an editor saves."""

import pytest
from django.utils.translation import override

from content.languages import translation_sources
from content.languages.models import Translation
from content.texts.languages import saving_language
from events.models import Case, Quote
from tests.factories import CaseFactory, EvidenceFactory, LessonFactory, QuoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["nl", "en"], autouse=True)
def interface_language(request):
    """The language that the editor works in; the ledger doesn't depend on it."""
    with override(request.param):
        yield


def save(item, minor=False, **changes):
    """Save `changes` to `item` as a form does."""
    before = type(item)._base_manager.filter(pk=item.pk).first()
    for name, value in changes.items():
        setattr(item, name, value)
    with saving_language():
        item.save()
    translation_sources.note_text_changes(item, before, minor)


def new_case(**texts):
    case = CaseFactory.build(**{"title_nl": None, "title_en": None, "event": None, **texts})
    save(case)
    return case


def outdated(item):
    return {(row.field, row.language) for row in Translation.objects.of([item]) if row.outdated}


def sources(item):
    return {
        field: (entry["language"], entry["source"]) for field, entry in translation_sources.read_sources(item).items()
    }


def test_a_changed_source_makes_its_translation_outdated_and_nothing_else():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror", summary_nl="Kort", summary_en="Short")
    save(case, title_nl="Spiegels")
    assert outdated(case) == {("title", "en")}
    assert sources(case) == {"title": ("en", "Spiegel")}


def test_what_has_no_language_flags_nothing():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, position=7, slug_nl="anders")
    assert translation_sources.read_sources(case) == {}


def test_a_changed_translation_flags_nothing():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_en="Looking-glass")
    assert outdated(case) == set()


def test_a_translation_that_is_changed_has_caught_up():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    save(case, title_en="Mirrors")
    assert (outdated(case), sources(case)) == (set(), {"title": ("en", "Spiegels")})


def test_both_changed_in_one_go_are_in_step():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels", title_en="Mirrors")
    assert (outdated(case), sources(case)) == (set(), {"title": ("en", "Spiegels")})


def test_a_source_that_is_changed_back_was_never_wrong():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    save(case, title_nl="Spiegelzaal")
    assert sources(case) == {"title": ("en", "Spiegel")}
    save(case, title_nl="Spiegel")
    assert outdated(case) == set()


def test_the_language_that_was_filled_first_is_the_source():
    case = new_case(title_en="Mirror")
    save(case, title_nl="Spiegel")
    save(case, title_en="Mirrors")
    assert (outdated(case), sources(case)) == ({("title", "nl")}, {"title": ("nl", "Mirror")})


def test_dutch_is_the_source_of_what_is_filled_at_once():
    case = new_case()
    save(case, title_nl="Spiegel", title_en="Mirror")
    assert sources(case) == {"title": ("en", "Spiegel")}


def test_a_quote_is_translated_from_the_language_in_which_it_was_said():
    quote = QuoteFactory(words_nl="Spiegel", words_en="Mirror", original_language="en")
    save(quote, words_en="Mirrors")
    assert outdated(quote) == {("words", "nl")}


def test_a_minor_change_leaves_the_translation_right():
    case = CaseFactory(title_nl="Spiegle", title_en="Mirror")
    save(case, title_nl="Spiegel", minor=True)
    assert outdated(case) == set()
    save(case, title_nl="Spiegels")
    assert sources(case) == {"title": ("en", "Spiegel")}


def test_a_minor_change_does_not_hide_an_earlier_one():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegelzaal")
    save(case, title_nl="Spiegelzalen", minor=True)
    assert (outdated(case), sources(case)) == ({("title", "en")}, {"title": ("en", "Spiegel")})


def test_a_translation_that_was_found_right_is_so_until_the_next_change():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    translation_sources.confirm_translations(case, ["title"])
    assert (outdated(case), sources(case)) == (set(), {"title": ("en", "Spiegels")})
    save(case, title_nl="Spiegelzaal")
    assert outdated(case) == {("title", "en")}


@pytest.mark.parametrize("emptied", ["title_nl", "title_en"])
def test_a_text_that_is_emptied_is_missing_and_not_outdated(emptied):
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    save(case, **{emptied: None})
    assert translation_sources.read_sources(case) == {}


def test_the_language_that_stayed_is_the_source_of_what_is_filled_anew():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    save(case, title_nl="")
    save(case, title_nl="Spiegelzaal")
    assert sources(case) == {"title": ("nl", "Mirror")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Een  spiegel", "Een spiegel\n"),
        ("<p>Een spiegel</p>", "<h2>Een <strong>spiegel</strong></h2>"),
        ("<p>Een</p><p>spiegel</p>", "<p>Een spiegel</p>"),
    ],
)
def test_what_changes_no_word_and_no_link_flags_nothing(before, after):
    case = CaseFactory(story_nl=before, story_en="<p>A mirror</p>")
    save(case, story_nl=after)
    assert outdated(case) == set()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p><a href="https://a.example/">spiegel</a></p>', '<p><a href="https://b.example/">spiegel</a></p>'),
        ("<p>Een spiegel</p>", "<p>Eén spiegel</p>"),
        ("<p>Spiegel zaal</p>", "<p>Spiegel<strong>zaal</strong></p>"),
    ],
)
def test_a_changed_word_or_link_flags(before, after):
    case = CaseFactory(story_nl=before, story_en="<p>A mirror</p>")
    save(case, story_nl=after)
    assert outdated(case) == {("story", "en")}


def test_content_that_is_put_is_measured_against_the_present_texts():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror", summary_nl="Kort", summary_en=None)
    told = {field: {"language": "en", "source": "Oud", "outdated": False} for field in ("title", "summary", "gone")}
    translation_sources.write_sources(case, told)
    assert translation_sources.read_sources(case) == {"title": {"language": "en", "source": "Oud", "outdated": True}}


def test_a_put_takes_away_what_the_content_does_not_know():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror")
    save(case, title_nl="Spiegels")
    translation_sources.write_sources(case, {})
    assert translation_sources.read_sources(case) == {}


def test_what_was_confirmed_meanwhile_stays_so_when_a_draft_of_other_texts_is_published():
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror", summary_nl="Kort", summary_en="Short")
    save(case, title_nl="Spiegels")
    before = translation_sources.read_sources(case)
    after = {**before, "summary": {"language": "en", "source": "Lang", "outdated": True}}
    translation_sources.confirm_translations(case, ["title"])
    translation_sources.merge_sources(case, before, after)
    assert outdated(case) == {("summary", "en")}


def test_each_part_has_a_ledger_of_its_own():
    lesson = LessonFactory()
    one, other = (EvidenceFactory(lesson=lesson, passage_nl="Spiegel", passage_en="Mirror") for _each in range(2))
    save(one, passage_nl="Spiegels")
    assert (outdated(one), outdated(other), outdated(lesson)) == ({("passage", "en")}, set(), set())


def test_nothing_is_remembered_of_what_is_deleted_nor_of_what_goes_with_it():
    evidence = EvidenceFactory()
    for item, name in ((evidence, "passage_nl"), (evidence.lesson, "title_nl"), (evidence.case, "title_nl")):
        save(item, **{name: "Anders"})
    translation_sources.forget_sources(evidence.lesson)
    assert (outdated(evidence), outdated(evidence.lesson)) == (set(), set())
    assert outdated(evidence.case) == {("title", "en")}


def test_lists_can_be_narrowed_to_what_is_outdated_in_a_language():
    case, _other = CaseFactory.create_batch(2)
    save(case, title_nl="Anders")
    assert list(Case.objects.filter(Translation.objects.outdated_in(Case, "en"))) == [case]
    assert not Case.objects.filter(Translation.objects.outdated_in(Case, "nl")).exists()
    assert not Quote.objects.filter(Translation.objects.outdated_in(Quote, "en")).exists()


def test_a_save_costs_three_questions_at_most(django_assert_max_num_queries):
    case = CaseFactory(title_nl="Spiegel", title_en="Mirror", summary_nl="Kort", summary_en="Short")
    save(case, title_nl="Spiegels", summary_nl="Langer")
    before = Case._base_manager.get(pk=case.pk)
    case.title_nl, case.summary_nl = None, "Langer en breder"
    with django_assert_max_num_queries(3):
        translation_sources.note_text_changes(case, before)
    assert sources(case) == {"summary": ("en", "Kort")}


def test_a_save_that_changes_no_text_costs_no_question(django_assert_num_queries):
    case = CaseFactory()
    before = Case._base_manager.get(pk=case.pk)
    case.position = 7
    with django_assert_num_queries(0):
        translation_sources.note_text_changes(case, before)
