"""Keep what a visitor chose, in the visitor's own browser and nowhere else."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from cookie_consent.cache import get_cookie_group
from cookie_consent.models import CookieGroup
from cookie_consent.util import get_cookie_dict_from_request, get_cookie_value_from_request, set_cookie_dict_to_response
from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from content.consent.categories import OPTIONAL, ActiveCategory


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


_CHOICES = [(category.varname, category.name) for category in OPTIONAL]


class CookieAnswer(models.TextChoices):
    ALL = "all"
    NONE = "none"
    CHOSEN = "chosen"


class ChoiceForm(forms.Form):
    """An answer to what was offered: all of it, nothing, or what is in `agreed`. `next` is where to go afterwards."""

    offered = forms.MultipleChoiceField(choices=_CHOICES)
    agreed = forms.MultipleChoiceField(choices=_CHOICES, required=False)
    answer = forms.ChoiceField(choices=CookieAnswer.choices)
    next = forms.CharField(required=False, max_length=2000)

    def clean_next(self) -> str:
        """Keep a path of our own site, and nothing else: a link must not send visitors elsewhere in our name."""
        path = self.cleaned_data["next"]
        return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""

    def decisions(self) -> dict[str, bool]:
        """Return category → whether it was agreed to, for the categories that were offered and no others."""
        data = self.cleaned_data
        agreed = {CookieAnswer.ALL: data["offered"], CookieAnswer.NONE: []}.get(data["answer"], data["agreed"])
        return {varname: varname in agreed for varname in data["offered"]}
