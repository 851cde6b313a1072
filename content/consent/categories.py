"""What we ask consent for: each category, who gets what, and for how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cookie_consent.cache import get_cookie_group
from cookie_consent.models import Cookie, CookieGroup
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Category:
    """One kind of cookies: `setting` names the column of the site's settings that brings it into use."""

    varname: str
    name: Any
    purpose: Any
    recipient: Any
    setting: str = ""
    sources: Mapping[str, list[str]] = field(default_factory=dict, hash=False)


class ActiveCategory(NamedTuple):
    """A category in use: the version of its cookies to agree to, the identifier that loads it, the cookies' names."""

    category: Category
    version: str
    identifier: str
    cookies: list[str]


NECESSARY = Category(
    "necessary",
    _("Necessary"),
    _("To remember what you choose here. Editors who sign in need two more."),
    _("Only we can read them."),
)
ANALYTICS = Category(
    "analytics",
    _("Analytics"),
    _("Google Analytics counts visits."),
    _("Google gets a shortened IP address and the pages that you open."),
    "google_analytics_id",
    {
        "script-src": ["https://www.googletagmanager.com"],
        "img-src": ["https://www.googletagmanager.com", "https://*.google-analytics.com"],
        "connect-src": [
            "https://www.googletagmanager.com",
            "https://*.google-analytics.com",
            "https://*.analytics.google.com",
        ],
    },
)
BEHAVIOUR = Category(
    "behaviour",
    _("Behaviour"),
    _("Hotjar shows us how pages are used."),
    _("Hotjar gets what you click and how far you scroll, not what you type."),
    "hotjar_id",
    {
        "script-src": ["https://static.hotjar.com", "https://script.hotjar.com"],
        "img-src": ["https://*.hotjar.com"],
        "connect-src": ["https://*.hotjar.com", "https://*.hotjar.io", "wss://*.hotjar.com"],
    },
)
MEDIA = Category(
    "media",
    _("External media"),
    _("YouTube and Vimeo play videos inside our pages."),
    _("They get your IP address and may place cookies."),
    "external_video",
)
OPTIONAL = [ANALYTICS, BEHAVIOUR, MEDIA]


def in_use(site: Mapping[str, Any] | None) -> list[Category]:
    """Return the optional categories that the site's settings have a use for; none without settings."""
    return [category for category in OPTIONAL if site and site.get(category.setting)]


def version_of(varname: str) -> str | None:
    """Return the version of a category's cookies, which django-cookie-consent keeps at hand, or None if it has none."""
    group = get_cookie_group(varname)
    return group.get_version() if group else None


def active_categories(site: Mapping[str, Any] | None) -> list[ActiveCategory]:
    """Return what the visitors of `site` are asked; a category that was deleted in the admin isn't."""
    settings = site or {}
    groups = [(category, get_cookie_group(category.varname)) for category in in_use(settings)]
    return [
        ActiveCategory(
            category,
            group.get_version(),
            _identifier(settings[category.setting]),
            [cookie.name for cookie in group.cookie_set.all()],
        )
        for category, group in groups
        if group
    ]


def _identifier(setting: Any) -> str:
    return setting if isinstance(setting, str) else ""


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
