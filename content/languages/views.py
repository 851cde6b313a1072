"""The page of one object, at its one address in the language."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import Http404, HttpResponsePermanentRedirect
from django.views.generic import DetailView

from content.texts.languages import current_language, language_preference, value_in


class WithdrawnPage(Http404):
    """There was something here that the public saw, `item`, and an editor took it offline."""

    def __init__(self, item: Model):
        super().__init__()
        self.item = item


def permanent_redirect(address: str) -> HttpResponsePermanentRedirect:
    """Answer 301 to `address`; browsers ask each time, or a page that moves back would send them round in a circle."""
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})


class AddressedDetail(DetailView):
    """Shows the object that the slug leads to; an address of another language redirects to the right one."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        own = self.object.get_absolute_url()
        if own != request.path:
            query = request.META.get("QUERY_STRING")
            return permanent_redirect(f"{own}?{query}" if query else own)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_object(self, queryset=None):
        """Return the object; where two languages share a slug, the page's own language goes first.

        Raises Gone for what was taken offline, Http404 for what never was public.
        """
        slug = self.kwargs["slug"]
        if found := _at(slug, self.get_queryset()):
            return found
        if gone := _at(slug, self.get_queryset().model._default_manager.gone()):
            raise WithdrawnPage(gone)
        raise Http404


def _at(slug: str, queryset) -> Model | None:
    candidates: Iterable[Model] = list(queryset.at(slug)[:2])
    for language in language_preference(current_language()):
        for candidate in candidates:
            if value_in(candidate, "slug", language) == slug:
                return candidate
    return None
