"""The table of contents of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

import content.pages.sitemaps
import events.sitemaps
import gallery.sitemaps
from content.sharing.sitemaps import robots_txt
from smartup import errors, views
from smartup.views import health, serve_media

sitemaps = events.sitemaps.sitemaps | gallery.sitemaps.sitemaps | content.pages.sitemaps.sitemaps

urlpatterns = [
    path("", views.to_language, name="root"),
    path("health/", health, name="health"),
    path("robots.txt", robots_txt, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": sitemaps}, name="sitemap"),
    path("admin/richtext/", include("content.richtext.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),  # the language of the admin itself
    path("mail/", include("content.mail.urls")),  # for whoever tries the site out, at the machine itself
    path("media/<path:path>", serve_media, name="media"),
    path("", include("content.documents.file_urls")),
    path("", include("content.preview.urls")),
    path("", include("content.reviews.urls")),
]

urlpatterns += i18n_patterns(
    path("", include("events.urls")),
    path("", include("gallery.urls")),
    path("", include("content.documents.urls")),
    path("", include("content.search.urls")),
    path("", include("signups.urls")),
    path("", include("content.consent.urls")),
    path("", include("content.pages.urls")),  # last: any word may be the address of a page
)

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
