"""What search engines are told of: every published page, at its address in each language."""

from django.contrib.sitemaps import Sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.workflow.models import Publishable


class LiveSitemap(Sitemap):
    """The published objects of one model; each app declares its own in `sitemaps.py`."""

    i18n = True
    alternates = True
    limit = 5000
    model: type[Publishable]

    def items(self):
        return self.model._default_manager.live().order_by("created_at", "pk")

    def lastmod(self, item):
        return item.modified_at


def sitemap_of(shown: type[Publishable]) -> type[LiveSitemap]:
    """Return the sitemap of the model `shown`."""
    return type(f"{shown.__name__}Sitemap", (LiveSitemap,), {"model": shown})


@require_safe
def robots_txt(request):
    """Keep robots out of the admin and of what is for who has a link, and show them the way to the rest."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    closed = [f"Disallow: /{place}/" for place in ("admin", "preview", "review")]
    lines = ["User-agent: *", *closed, f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
