"""What stands around every page: the settings of the site and its menus, in one query."""

from collections.abc import Iterable

from content.database.statements import PreparedQuery
from content.languages.addresses import page_path
from content.pages.models import MenuPlace, SiteSettings
from content.texts.languages import LocalizedText, text_of
from content.workflow.models import State

# The site before anybody has settled anything.
DEFAULTS = {
    "name_nl": "smartup", "name_en": "smartup", "tagline_nl": "", "tagline_en": "", "footer_nl": "", "footer_en": "",
    "demonstration_notice_nl": "", "demonstration_notice_en": "", "organisation": "", "contact_email": "",
    "demonstration": False, "google_analytics_id": "", "hotjar_id": "", "external_video": False,
}  # fmt: skip


def site_frame() -> dict:
    """Return the settings as a row, with `header` and `footer_menu`: lists of {label: Text, path}; one query."""
    rows = settings_with_menu()
    site = rows[0] if rows else DEFAULTS
    return {**site, "header": _links(rows, MenuPlace.HEADER), "footer_menu": _links(rows, MenuPlace.FOOTER)}


@PreparedQuery
def settings_with_menu():
    """The settings, a row for each menu item."""
    return SiteSettings.objects.with_menu()


def _links(rows: Iterable[dict], place: str) -> list[dict]:
    return [
        {"label": _label(row), "path": row["menu__path"] or page_path("pages:page", row, prefix="menu__page__")}
        for row in rows
        if row["menu__place"] == place and (row["menu__path"] or row["menu__page__state"] == State.PUBLISHED)
    ]


def _label(row: dict) -> LocalizedText:
    own = text_of(row, "menu__label")
    return own if own.words else text_of(row, "menu__page__title")
