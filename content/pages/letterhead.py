"""What stands on each mail of the site."""

from content.database.statements import PreparedQuery
from content.mail.letterhead import Letterhead, register_letterhead
from content.mail.site_url import site_host
from content.pages.models import SiteSettings
from content.texts.languages import language_columns, text_of


@register_letterhead
def letterhead_of_site(language: str) -> Letterhead:
    """Return the name, organisation and address for questions as the settings of the site have them."""
    rows = _settled()
    if not rows:
        return Letterhead(site_host())
    [row] = rows
    return Letterhead(text_of(row, "name", language).words or site_host(), row["organisation"], row["contact_email"])


@PreparedQuery
def _settled():
    return SiteSettings.objects.values(*language_columns("name"), "organisation", "contact_email")[:1]
