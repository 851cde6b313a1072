"""The page of one object, at its one address in the language."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.views.generic import DetailView

from content.languages.text import current_language, preferred, value_in


class Gone(Http404):
    """There was a page here that the public saw, and an editor took it offline."""


class AddressedDetail(DetailView):
    """Shows the object that the slug leads to; an address of another language redirects to the right one."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        own = self.object.get_absolute_url()
        if own != request.path:
            query = request.META.get("QUERY_STRING")
            return HttpResponsePermanentRedirect(f"{own}?{query}" if query else own)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_object(self, queryset=None):
        """Return the object; where two languages share a slug, the page's own language goes first.

        Raises Gone for what was taken offline, Http404 for what never was public.
        """
        slug = self.kwargs["slug"]
        candidates = list(self.get_queryset().at(slug)[:2])  # type: ignore[attr-defined]
        for language in preferred(current_language()):
            for candidate in candidates:
                if value_in(candidate, "slug", language) == slug:
                    return candidate
        raise Gone if self._was_public(slug) else Http404

    def _was_public(self, slug: str) -> bool:
        drafts = self.get_queryset().model._default_manager.drafts()
        return drafts.at(slug).filter(published_at__isnull=False).exists()
