"""What a visitor may answer."""

from django import forms
from django.db import models
from django.utils.http import url_has_allowed_host_and_scheme

from content.consent.categories import OPTIONAL

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
