import pytest
from django.test import Client

from events.models import Case
from tests.editing.forms import edit
from tests.factories import CaseFactory, EditorFactory, EventFactory

pytestmark = pytest.mark.django_db
ORDER = "/admin/events/case/order/"


def titles():
    return list(Case.objects.values_list("title_en", flat=True))


def cases(*names):
    event = EventFactory()
    return [CaseFactory(title_en=name, event=event, position=0) for name in names]


def test_rows_stand_in_the_order_that_was_sent(editor):
    a, b, c = cases("a", "b", "c")
    assert editor.post(ORDER, {"key": [c.pk, a.pk, b.pk]}).status_code == 204
    assert titles() == ["c", "a", "b"]


def test_rows_of_another_page_of_the_list_stay_where_they_were(editor):
    _a, b, _c, d = cases("a", "b", "c", "d")
    editor.post(ORDER, {"key": [d.pk, b.pk]})
    assert titles() == ["a", "d", "c", "b"]


def test_unknown_and_repeated_keys_do_no_harm(editor):
    a, b = cases("a", "b")
    editor.post(ORDER, {"key": [b.pk, "nonsense", b.pk, a.pk]})
    assert titles() == ["b", "a"]


def test_only_who_may_change_cases_may_order_them(editor):
    a, b = cases("a", "b")
    guest = Client()
    guest.force_login(EditorFactory(is_superuser=False))
    assert guest.post(ORDER, {"key": [b.pk, a.pk]}).status_code == 403
    assert editor.get(ORDER).status_code == 405
    assert titles() == ["a", "b"]


def test_a_request_without_token_changes_nothing():
    a, b = cases("a", "b")
    client = Client(enforce_csrf_checks=True)
    client.force_login(EditorFactory())
    assert client.post(ORDER, {"key": [b.pk, a.pk]}).status_code == 403
    assert titles() == ["a", "b"]


def test_a_new_case_comes_last(editor, form_of):
    (a,) = cases("a")
    Case.objects.update(position=4)
    edit(editor, form_of(Case), title_en="z", event=a.event.pk)
    assert list(Case.objects.values_list("title_en", "position")) == [("a", 4), ("z", 5)]


def test_handles_show_only_while_the_list_is_in_its_own_order(editor, list_of):
    cases("a", "b")
    assert "data-ordering" in editor.get(list_of(Case)).content.decode()
    sorted_otherwise = editor.get(list_of(Case) + "?o=3").content.decode()
    assert "data-ordering" not in sorted_otherwise
    assert "Show the list in its own order" in sorted_otherwise
