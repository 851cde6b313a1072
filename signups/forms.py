"""The form by which people join."""

import re

from django import forms
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.languages.text import CODES
from signups.models import Interest, Stakeholder
from signups.models.stakeholder import Kind

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*\Z")
_UNREADABLE = _("Choose one of the answers given.")


def own_path(path: str) -> str:
    """Return `path` if it can be a page of our own site that the database can hold, else nothing."""
    longest = Stakeholder._meta.get_field("seen_on").max_length
    return path if not path[longest:] and _OWN_PATH.match(path) else ""


class JoinForm(forms.ModelForm):
    """Who joins, and that they agree to `consent_text`, the version of the words that they were shown.

    It never tells that an address is known already: see signups.joining.
    """

    # Not among the model's fields below, or Django would tell whether the address is known.
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail address"),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This isn't a complete e-mail address. It looks like name@example.org."),
        },
    )
    kind = forms.ChoiceField(
        choices=Kind.choices,
        label=_("You take part as"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what you take part."), "invalid_choice": _UNREADABLE},
    )
    interests: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        Interest.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What would you like to hear of?"),
        error_messages=dict.fromkeys(["list", "invalid_choice", "invalid_pk_value"], _UNREADABLE),
    )
    language = forms.ChoiceField(
        choices=[(code, get_language_info(code)["name_local"]) for code in CODES],
        label=_("In which language shall we write to you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _UNREADABLE},
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree: without it we may not keep your data.")}
    )
    version = forms.CharField(required=False)
    seen_on = forms.CharField(required=False)
    # People don't see this field; programs that fill in every form do.
    homepage = forms.CharField(required=False, label=_("Leave this field empty"))

    field_order = ["name", "email", "organisation", "kind", "interests", "message", "language", "consent"]

    class Meta:
        model = Stakeholder
        fields = ["name", "organisation", "kind", "interests", "message", "language"]
        labels = {
            "name": pgettext_lazy("of a person", "Your name"),
            "organisation": _("Your organisation, if any"),
            "message": _("What would you like to contribute, or to ask?"),
        }
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "organisation": forms.TextInput({"autocomplete": "organization"}),
            "message": forms.Textarea({"rows": 6}),
        }
        error_messages = {"name": {"required": _("Fill in your name.")}}

    def __init__(self, *args, consent_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.consent_text = consent_text

    def clean_email(self) -> str:
        """Write the host in small letters, in which it means the same; databases disagree on other letters than a–z."""
        name, at, host = self.cleaned_data["email"].rpartition("@")
        return f"{name}{at}{host.lower()}"

    def clean_seen_on(self) -> str:
        """Forget an origin that isn't ours rather than bother the visitor with it."""
        return own_path(self.cleaned_data["seen_on"])

    def clean(self):
        """Stop programs, and ask again when the words of the consent changed while the page was open.

        Somebody whose browser filled in the hidden field sends the form once more: the field is empty again.
        """
        super().clean()
        if self.cleaned_data.get("homepage"):
            self.add_error(
                None, _("A field was filled in that people don't see. If you are a person, please send the form again.")
            )
        if self.cleaned_data.get("version") != str(self.consent_text.version):
            self.add_error("consent", _("The text that you agree to has changed. Read it and tick the box again."))
        return self.cleaned_data
