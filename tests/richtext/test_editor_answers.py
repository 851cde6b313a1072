"""What the editor is told while somebody writes, and who is told."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from content.pictures.models import Picture
from tests.factories import PictureFactory, SearchDocumentFactory

pytestmark = pytest.mark.django_db

ADDRESSES = ["/admin/richtext/targets/?q=a", "/admin/richtext/pictures/?q=a"]


def found(client, name, asked, language="en"):
    answer = client.get(reverse(f"richtext:{name}"), {"q": asked}, headers={"Accept-Language": language})
    return [result["title"] for result in answer.json()["results"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_editors_are_answered(visitor, address):
    visitor.force_login(get_user_model().objects.create_user("guest"))
    assert visitor.get(address).status_code == 403
    visitor.logout()
    assert visitor.get(address).status_code == 403


def test_only_editors_see_a_preview(visitor):
    assert visitor.get(reverse("richtext:preview", args=[PictureFactory().pk])).status_code == 403


def test_our_objects_are_found_by_title_in_the_language_of_the_interface(editor):
    SearchDocumentFactory(language="nl", title="De lokale factor")
    SearchDocumentFactory(language="en", title="The Local factor")
    assert found(editor, "targets", "local") == ["The Local factor"]
    assert found(editor, "targets", "lokale", language="nl") == ["De lokale factor"]
    assert found(editor, "targets", "") == []


def test_an_object_is_found_by_its_reference(editor):
    case = SearchDocumentFactory(kind="events.case", language="en", title="The local factor")
    assert found(editor, "targets", f"smartup:events.case/{case.object_id}") == ["The local factor"]


def test_no_more_is_found_than_somebody_reads(editor):
    for _number in range(20):
        SearchDocumentFactory(language="en", title="Mirror")
    assert len(found(editor, "targets", "mirror")) == 12


def test_pictures_are_found_by_title_and_description(editor):
    PictureFactory(title="Stage", alt_nl="Zaal", alt_en="Hall")
    PictureFactory(title="Lake", alt_nl="Meer", alt_en="Water")
    assert found(editor, "pictures", "stag") == found(editor, "pictures", "zaal") == ["Stage"]
    assert sorted(found(editor, "pictures", "")) == ["Lake", "Stage"]


def test_a_preview_leads_to_a_small_size_once_there_is_one(editor):
    picture = PictureFactory()
    address = reverse("richtext:preview", args=[picture.pk])
    assert editor.get(address).headers["Content-Type"] == "image/svg+xml"
    Picture.objects.filter(pk=picture.pk).update(digest="ab" * 32, width=2000, height=1000, ready=True)
    answer = editor.get(address)
    assert answer.url == f"/media/renditions/ab/{'ab' * 32}-480.jpg"
    assert answer.headers["Cache-Control"] == "private, max-age=60"
