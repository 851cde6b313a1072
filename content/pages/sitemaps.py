from content.pages.models import Page
from content.sharing.sitemaps import sitemap_of

sitemaps = {"page": sitemap_of(Page)}
