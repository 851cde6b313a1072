"""What belongs to the site rather than to an event: its pages and menu, its settings, and the words of the join form."""

from content.pages.models import MenuItem, Page, SiteSettings
from demo.kinds.kind import Kind, PublishedKind
from demo.reading import demo_key, fields, read
from signups.models import ConsentText, Interest


class Pages(PublishedKind):
    model, file, table = Page, "pages", "page"

    def make(self, row):
        return Page(pk=self.key(row), **fields(row, "title", "lead", "body"))


class Menu(Kind):
    """Links to the pages that have a place."""

    model, file, table = MenuItem, "pages", "page"
    label = "menu items"

    def rows(self):
        return [row for row in read(self.file)[self.table] if row["place"]]

    def make(self, row):
        return MenuItem(pk=self.key(row), page_id=demo_key(Page, row["key"]), **fields(row, "place", "position"))


class Interests(Kind):
    model, file, table = Interest, "site", "interest"
    label = "interests"

    def make(self, row):
        return Interest(pk=self.key(row), **fields(row, "label", "icon", "position"))

    def removable(self):
        """Those that nobody chose; what stakeholders told us stays."""
        return super().removable().filter(stakeholders__isnull=True)


def settle(site: SiteSettings) -> None:
    """Save `site` with the words of the demonstration; what the texts don't speak of stays as it is."""
    texts = read("site")
    told = fields(texts, "tagline", "organisation", "contact_email")
    told |= fields({"name": texts["site_name"], "footer": texts["footer_text"]}, "name", "footer")
    told |= fields({"demonstration_notice": texts["demo_notice"]}, "demonstration_notice")
    for field, value in told.items():
        setattr(site, field, value)
    site.demonstration = True
    site.save()


def word_consent() -> None:
    """Give the join form its first words to agree to, unless it has any: agreements are never rewritten."""
    if not ConsentText.objects.exists():
        ConsentText.objects.create(version=1, **fields({"words": read("site")["consent_text"]}, "words"))
