"""Keep what a visitor chose, in the visitor's own browser and nowhere else."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from cookie_consent.cache import get_cookie_group
from cookie_consent.models import CookieGroup
from cookie_consent.util import get_cookie_dict_from_request, get_cookie_value_from_request, set_cookie_dict_to_response
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from content.consent.categories import ActiveCategory


def write_decisions(request: HttpRequest, response: HttpResponse, *, decisions: Mapping[str, bool]) -> None:
    """Write `decisions` (category → agreed) into the cookie that `response` sets, beside what was decided before.

    Cookies that a refused category has left on our own host are deleted; consent.js deletes those of a wider domain,
    which a server can't name twice in one answer.
    """
    chosen = get_cookie_dict_from_request(request)
    for varname, agreed in decisions.items():
        group = get_cookie_group(varname)
        if group:
            chosen[varname] = group.get_version() if agreed else settings.COOKIE_CONSENT_DECLINE
        if group and not agreed:
            _delete_cookies(request, response, group)
    set_cookie_dict_to_response(response, chosen)


def agreed_to(request: HttpRequest, offered: list[ActiveCategory]) -> dict[str, bool | None]:
    """Return category → True, False, or None where the visitor hasn't answered (or not to this version)."""
    names = [item.category.varname for item in offered]
    return {varname: get_cookie_value_from_request(request, varname) for varname in names}


def _delete_cookies(request: HttpRequest, response: HttpResponse, group: CookieGroup) -> None:
    patterns = [cookie.name for cookie in group.cookie_set.all()]
    for name in request.COOKIES:
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            response.delete_cookie(name)
