from content.sharing.sitemaps import sitemap_of
from gallery.models import Album

sitemaps = {"album": sitemap_of(Album)}
