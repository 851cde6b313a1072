"""What pages show of consent: the notice, the link to change one's mind, the choices themselves.

`site` is a mapping with google_analytics_id, hotjar_id and external_video: the site's settings, from a room above.
"""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.consent.analytics import is_without_analytics, request_of
from content.consent.categories import MEDIA, NECESSARY, active_categories, in_use, version_of
from content.consent.cookie_choice import agreed_to
from content.visitors.csp_sources import allow_sources

register = template.Library()


@register.inclusion_tag("consent/notice.html", takes_context=True)
def consent_notice(context, site):
    """The question to visitors, hidden until consent.js finds it unanswered; nothing when there is nothing to ask."""
    request = request_of(context)
    asked = [] if is_without_analytics(request) else active_categories(site)
    for item in asked:
        allow_sources(item.category.sources)
    return {"offered": asked, "next": request.path if request else ""}


@register.simple_tag(takes_context=True)
def consent_styles(context, site):
    """The notice's stylesheet, on pages that have a notice."""
    if is_without_analytics(request_of(context)) or not in_use(site):
        return ""
    return format_html('<link rel="stylesheet" href="{}">\n', static("css/components/consent.css"))


@register.simple_tag
def consent_link():
    """The link, on every page, to where visitors change their mind."""
    return format_html('<a href="{}">{}</a>', reverse("consent:settings"), _("Cookie settings"))


@register.inclusion_tag("consent/choices.html", takes_context=True)
def consent_choices(context, site, cookies):
    """All categories in use with this visitor's choice; the page must not be cached. `cookies`: of explained_cookies()."""
    asked = active_categories(site)
    choices = agreed_to(context["request"], asked)
    rows = [(item, choices[item.category.varname], cookies.get(item.category.varname, [])) for item in asked]
    return {"rows": rows, "necessary": NECESSARY, "necessary_cookies": cookies.get(NECESSARY.varname, [])}


@register.simple_tag
def media_version():
    """The version of the category of external media that a visitor agrees to, empty when there is none."""
    return version_of(MEDIA.varname) or ""
