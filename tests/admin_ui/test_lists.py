import pytest

from content.documents.models import Document
from content.pages.models import MenuItem, Page
from content.pictures.models import Picture
from content.workflow.models import Redirect
from events.models import Case, Event, Lesson, PartnerProject, ProgrammeItem, Quote, Speaker
from gallery.models import Album, Photo, RemovalRequest
from signups.models import Interest, Stakeholder
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.scale]

MODELS = [
    Event, ProgrammeItem, PartnerProject, Case, Lesson, Quote, Speaker, Album, Photo, Picture, RemovalRequest,
    Stakeholder, Interest, Page, MenuItem, Document, Redirect,
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_as_many_questions_however_long_it_is(editor, list_of, model, django_assert_max_num_queries):
    make = getattr(factories, f"{model.__name__}Factory")
    asked = []
    for more in [2, 8]:
        make.create_batch(more)
        editor.get(list_of(model))
        with django_assert_max_num_queries(20) as queries:
            assert editor.get(list_of(model)).context["cl"].result_count == model._base_manager.count()
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_search_finds_words_of_either_language(editor, list_of):
    case = factories.CaseFactory(title_nl="Spiegel", title_en="Mirror")
    factories.CaseFactory()
    for words in ["spiegel", "MIRROR"]:
        assert list(editor.get(list_of(Case) + f"?q={words}").context["cl"].queryset) == [case]
