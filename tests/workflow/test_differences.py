from time import perf_counter

import pytest

from content.workflow.differences import changed_labels, field_differences, plain_lines, word_difference
from content.workflow.snapshot import content_of
from events.models import Case, Event, Lesson, ProgrammeItem
from tests.factories import (
    CaseFactory,
    EventFactory,
    EvidenceFactory,
    LessonFactory,
    PartnerProjectFactory,
    PictureFactory,
    ProgrammeItemFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def changed(content, **fields):
    return {**content, "fields": {**content["fields"], **fields}}


def told(model, before, after):
    """What an editor reads: label → (old, new)."""
    return {each.label: (each.old, each.new) for each in field_differences(model, before, after)}


# --- A text as lines --------------------------------------------------------------------------------------------------


def test_a_text_reads_as_plain_lines():
    html = (
        "<h2>Kop</h2><p>Een <strong>vet</strong> woord &amp; meer.</p><ul><li><p>een</p><ul><li>twee</li></ul></li></ul>"
        "<table><tbody><tr><th><p>A</p></th><td>B</td></tr><tr><td>C</td><td><p>D</p><p>E</p></td></tr></tbody></table>"
        "<p>boven<br>onder</p>"
    )
    assert plain_lines(html).splitlines() == [
        "Kop",
        "Een vet woord & meer.",
        "• een",
        "• twee",
        "A | B",
        "C | D E",
        "boven",
        "onder",
    ]


def test_a_link_says_where_it_leads_and_a_picture_that_it_is_one():
    html = (
        '<p>See <a href="https://example.org/x">there</a>.</p>'
        '<figure><img src="smartup:picture/6f1c2a34-0000-4000-8000-000000000000"><figcaption>The hall</figcaption></figure>'
    )
    assert plain_lines(html).splitlines() == ["See there (→ https://example.org/x).", "[picture] The hall"]


def test_plain_words_are_no_html():
    assert plain_lines("5 < 6 & <b>\n\nnext") == "5 < 6 & <b>\nnext"


# --- Word by word -----------------------------------------------------------------------------------------------------


def test_words_that_came_and_went_are_marked_and_said():
    assert word_difference("the old hall is full", "the new hall is full") == (
        'the <del><span class="visually-hidden" lang="en">removed: </span>old</del>'
        ' <ins><span class="visually-hidden" lang="en">added: </span>new</ins> hall is full'
    )


def test_words_that_changed_together_are_marked_together():
    html = word_difference("a quiet little hall stood here", "a quiet great theatre stood here")
    assert "little hall</del>" in html
    assert "great theatre</ins>" in html


def test_what_an_author_typed_is_escaped():
    html = word_difference("a b c d", "a b c <script>")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_long_stretches_without_a_change_are_shortened():
    same = " ".join(f"word{number}" for number in range(200))
    html = word_difference(f"{same} old", f"{same} new")
    assert html.startswith("… ")
    assert "word199" in html
    assert "word100" not in html


@pytest.mark.parametrize("separator", [" ", "\n"])
def test_ten_thousand_words_are_compared_while_the_editor_waits(separator):
    old = [f"word{number % 700}" for number in range(10_000)]
    new = [f"other{number}" if number % 5 == 0 else word for number, word in enumerate(old)]
    new.insert(0, "first")
    began = perf_counter()
    html = word_difference(separator.join(old), separator.join(new))
    assert perf_counter() - began < 5
    assert "first" in html


def test_a_text_that_repeats_itself_does_not_take_for_ever():
    began = perf_counter()
    word_difference("a b " * 5_000, "b a c " * 5_000)
    assert perf_counter() - began < 5


# --- An object --------------------------------------------------------------------------------------------------------


def test_each_language_of_a_text_is_told_by_itself():
    before = content_of(CaseFactory(story_nl="<p>Eén</p>", story_en="<p>One</p>"))
    found = field_differences(Case, before, changed(before, story_en="<p>Two</p>"))
    assert [(each.label, each.name, each.language, each.old, each.new) for each in found] == [
        ("Story (English)", "story_en", "en", "One", "Two")
    ]


def test_differences_stand_in_the_order_of_the_fields():
    before = content_of(CaseFactory())
    after = changed(before, position=7, region_en="Navarre", title_nl="Anders")
    assert list(told(Case, before, after)) == ["Title (Dutch)", "Region (English)", "Order"]


def test_dates_marks_choices_and_numbers_are_told_in_words():
    before = content_of(EventFactory(starts="2026-06-01", ends="2026-06-01", eu_funded=False))
    after = changed(before, starts="2026-06-03", eu_funded=True)
    words = told(Event, before, after)
    assert words["First day"] == ("1 June 2026", "3 June 2026")
    assert words["Co-funded by the European Union"] == ("no", "yes")
    before = content_of(LessonFactory(icon="bulb"))
    assert told(Lesson, before, changed(before, icon="search"))["Icon"] == ("Light bulb", "Magnifying glass")


def test_a_moment_is_told_in_the_time_of_the_site():
    before = content_of(ProgrammeItemFactory())
    after = changed(before, starts="2026-06-03T07:00:00Z")
    assert told(ProgrammeItem, before, after)["Starts"][1] == "3 June 2026, 09:00"


def test_related_things_are_told_by_name_and_what_is_gone_as_deleted():
    picture = PictureFactory(title="Mirror hall")
    before = content_of(CaseFactory(cover=picture))
    after = changed(before, cover_id="6f1c2a34-0000-4000-8000-000000000000")
    (words,) = told(Case, before, after).values()
    assert words == ("Mirror hall", "(deleted)")


def test_projects_that_came_and_went_are_told_by_name():
    one, other = PartnerProjectFactory(acronym="RELOS3"), PartnerProjectFactory(acronym="SWARE")
    before = content_of(EventFactory(projects=[one]))
    before["links"]["projects"] = [str(one.pk)]
    after = {**before, "links": {**before["links"], "projects": [str(other.pk)]}}
    (found,) = field_differences(Event, before, after)
    assert (found.label, found.old, found.new) == ("Partner projects", "RELOS3", "SWARE")


def test_a_link_that_leads_elsewhere_shows_though_its_words_are_the_same():
    one, other = CaseFactory(title_en="Estensoro"), CaseFactory(title_en="Eibar")
    link = '<p>See <a href="smartup:events.case/{}">there</a>.</p>'
    before = content_of(CaseFactory(story_en=link.format(one.pk)))
    (words,) = told(Case, before, changed(before, story_en=link.format(other.pk))).values()
    assert words == ("See there (→ Estensoro).", "See there (→ Eibar).")


def test_other_formatting_is_told_though_the_words_are_the_same():
    before = content_of(CaseFactory(story_en="<p>Now</p>"))
    (found,) = field_differences(Case, before, changed(before, story_en="<p><strong>Now</strong></p>"))
    assert "formatting" in found.html


def test_parts_are_told_row_by_row():
    lesson = LessonFactory()
    kept, gone = (
        EvidenceFactory(lesson=lesson, case=CaseFactory(title_en=title), passage_en="Old words")
        for title in ("Estensoro", "Eibar")
    )
    before = content_of(lesson)
    kept.passage_en = "New words"
    kept.save()
    gone.delete()
    EvidenceFactory(lesson=lesson, case=CaseFactory(title_en="Ermua"), passage_en="Fresh words")
    words = told(Lesson, before, content_of(lesson))
    assert words["Evidence “Estensoro” · Passage (English)"] == ("Old words", "New words")
    assert "Passage (English): Old words" in words["Evidence “Eibar” removed"][0]
    assert "Passage (English): Fresh words" in words["Evidence “Ermua” added"][1]
    assert len(words) == 3


def test_the_same_content_has_no_difference():
    lesson = EvidenceFactory().lesson
    assert field_differences(Lesson, content_of(lesson), content_of(lesson)) == []


def test_an_object_that_was_not_there_is_new_as_a_whole():
    content = content_of(CaseFactory(title_en="Mirror", story_en=""))
    words = told(Case, {}, content)
    assert words["Title (English)"] == ("", "Mirror")
    assert "Story (English)" not in words


def test_columns_and_parts_that_do_not_exist_any_more_are_passed_over():
    before = content_of(LessonFactory())
    after = changed(before, gone="x", title_en="Other")
    after["parts"] = {**before["parts"], "rows": [{"id": "1", "fields": {"a": 1}}]}
    del after["fields"]["icon"]
    assert list(told(Lesson, before, after)) == ["Title (English)"]
    assert changed_labels(Lesson, before, after) == ["Title (English)"]


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries):
    lesson = LessonFactory()
    before = content_of(lesson)
    for _number in range(10):
        EvidenceFactory(lesson=lesson)
    after = content_of(lesson)
    with django_assert_max_num_queries(2):
        assert len(field_differences(Lesson, before, after)) == 10
