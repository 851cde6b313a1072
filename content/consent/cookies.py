"""What each cookie is for and how long it stays, in words; which cookies a category has is in the database."""

from typing import Any, NamedTuple

from cookie_consent.models import Cookie, CookieGroup
from django.utils.translation import gettext_lazy as _


class CookieDescription(NamedTuple):
    """A cookie as the page of cookie settings tells of it."""

    name: str
    purpose: Any
    stays: Any


_WORDS = {
    "cookie_consent": (_("What you chose on this page."), _("6 months")),
    "csrftoken": (_("For editors: protects forms of the editing pages."), _("1 year")),
    "sessionid": (_("For editors: stays signed in."), _("2 weeks")),
    "_ga": (_("Tells visitors apart."), _("6 months")),
    "_ga_*": (_("Keeps the pages of one visit together."), _("6 months")),
    "_hjSessionUser_*": (_("Recognises a visitor who returns."), _("1 year")),
    "_hjSession_*": (_("Keeps the pages of one visit together."), _("30 minutes")),
    "VISITOR_INFO1_LIVE": (
        _("YouTube: chooses the quality that suits your connection, and recognises you."),
        _("6 months"),
    ),
    "YSC": (_("YouTube: counts what you watch."), _("until you close the browser")),
    "vuid": (_("Vimeo: counts what you watch."), _("2 years")),
}


def explained_cookies() -> dict[str, list[CookieDescription]]:
    """Return category → its cookies, in the order of their names; an editor's own additions speak for themselves."""
    groups = CookieGroup.objects.prefetch_related("cookie_set")
    return {
        group.varname: sorted(map(_explained, group.cookie_set.all()), key=lambda cookie: cookie.name)
        for group in groups
    }


def _explained(cookie: Cookie) -> CookieDescription:
    purpose, stays = _WORDS.get(cookie.name, (cookie.description, ""))
    return CookieDescription(cookie.name, purpose, stays)
