"""What the editor asks while somebody writes: what a link may lead to, which pictures there are, how one looks."""

from functools import cache

from django.apps import apps
from django.contrib.auth.mixins import UserPassesTestMixin
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views import View

from content.pictures.models import Picture
from content.pictures.renditions.files import extensions_for, rendition_url, widths_for
from content.richtext.references import references_in
from content.search.indexing import kind_label
from content.search.models import SearchDocument
from content.texts.fields import RichTextField
from content.texts.languages import current_language, language_columns, text_of

LIMIT = 12

# Stands for a picture whose sizes are still being made; as large as it will be, so that nothing jumps.
_BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><rect width="100%" height="100%" fill="#8895b3"/></svg>'


@cache
def _permissions() -> list[str]:
    """Return the permissions to write something that has rich text, any of which will do."""
    with_texts = [model._meta for model in apps.get_models() if any(_is_rich(field) for field in model._meta.fields)]
    return [f"{opts.app_label}.{act}_{opts.model_name}" for opts in with_texts for act in ("change", "add")]


def _is_rich(field) -> bool:
    return isinstance(field, RichTextField)


class ForEditors(UserPassesTestMixin, View):
    """An answer for who may write texts in the admin, and nobody else."""

    raise_exception = True

    def test_func(self):
        editor = self.request.user
        return editor.is_staff and any(editor.has_perm(permission) for permission in _permissions())


class LinkTargets(ForEditors):
    """Live objects with the asked words in their title, or the one that a reference leads to."""

    def get(self, request):
        asked = request.GET.get("q", "").strip()
        found = _matching(asked) if asked else SearchDocument.objects.none()
        return JsonResponse({"results": [_target(document) for document in found[:LIMIT]]})


def _matching(asked: str) -> QuerySet[SearchDocument]:
    documents = SearchDocument.objects.filter(language=current_language()).order_by("title")
    if keys := [key for _kind, key in references_in(f'"{asked}"')]:
        return documents.filter(object_id__in=keys)
    return documents.filter(title__icontains=asked)


def _target(document: SearchDocument) -> dict[str, str]:
    return {
        "value": f"smartup:{document.kind}/{document.object_id}",
        "title": document.title,
        "note": kind_label(document.kind),
    }


class PictureChoices(ForEditors):
    """Pictures with the asked words in their title or description, the newest without any."""

    def get(self, request):
        asked = request.GET.get("q", "").strip()
        words = [Q(**{f"{column}__icontains": asked}) for column in ["title", *language_columns("alt")]]
        found = Picture.objects.filter(words[0] | words[1] | words[2]) if asked else Picture.objects.all()
        return JsonResponse({"results": [_choice(picture) for picture in found[:LIMIT]]})


def _choice(picture: Picture) -> dict[str, str]:
    return {
        "value": str(picture.pk),
        "title": picture.title,
        "note": text_of(picture, "alt").words,
        "thumbnail": reverse("richtext:preview", args=[picture.pk]),
    }


class PicturePreview(ForEditors):
    """A picture as the editor shows it: a small size, or a blank as large while that is being made."""

    def get(self, request, pk):
        picture = get_object_or_404(Picture, pk=pk)
        response = _small(picture) if picture.ready else _blank(picture)
        patch_cache_control(response, private=True, max_age=60)
        return response


def _small(picture: Picture) -> HttpResponse:
    width = min(widths_for(picture.width, picture.height), key=lambda width: abs(width - 480))
    return HttpResponseRedirect(rendition_url(picture.digest, width, extensions_for(picture.transparent)[1]))


def _blank(picture: Picture) -> HttpResponse:
    return HttpResponse(_BLANK.format(picture.width or 480, picture.height or 320), content_type="image/svg+xml")
