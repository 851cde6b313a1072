"""The form by which people join."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import CharField
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from content.texts.languages import CODES
from signups.joining.email_suggestions import likely_address
from signups.joining.referrer import own_path
from signups.models import Interest, Stakeholder
from signups.models.stakeholder import StakeholderKind

_UNREADABLE = _("Choose one of the answers given.")
_TOO_LONG = _("This is longer than %(limit_value)d characters. Shorten it a little.")
_NO_ADDRESS = _("This isn't a complete e-mail address. It looks like name@example.org.")

# Which answers are columns of a stakeholder.
COLUMNS = ["name", "email", "organisation", "role", "kind", "message", "language", "seen_on"]


def _line(column: str, label, autocomplete: str, **options) -> forms.CharField:
    """Return the field for one line of text that `column` of a stakeholder holds."""
    return forms.CharField(
        max_length=cast(CharField, Stakeholder._meta.get_field(column)).max_length,
        label=label,
        widget=forms.TextInput({"autocomplete": autocomplete}),
        error_messages={"max_length": _TOO_LONG, **options.pop("error_messages", {})},
        **options,
    )


class InterestsField(forms.ModelMultipleChoiceField):
    """Any number of interests. Of one that an editor removed while the form was open nobody is bothered with an error."""

    def clean(self, value) -> list[str]:  # type: ignore[override]
        """Return the keys chosen, each once; whether there are such interests shows when somebody is registered."""
        if not isinstance(value or [], list | tuple):
            raise forms.ValidationError(self.error_messages["list"], "list")
        try:
            return sorted({str(UUID(key)) for key in value or []})
        except ValueError as error:
            raise forms.ValidationError(_UNREADABLE, "invalid_choice") from error


class JoinForm(forms.Form):
    """Who joins, and that they agree to `terms`, whose version of the words they were shown.

    It never tells that an address is known already: see signups.joining.joining. An address that looks like a slip of the
    finger is asked about once; `suggestion` is what may have been meant. The form says in `asked` what it asked about,
    and its button in `instead` what to take.
    """

    name = _line(
        "name", pgettext_lazy("of a person", "Your name"), "name", error_messages={"required": _("Fill in your name.")}
    )
    email = forms.EmailField(
        max_length=254,
        label=_("Your e-mail address"),
        help_text=_("We send a mail to it, by which you confirm that it is yours."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={
            "required": _("Fill in your e-mail address."), "invalid": _NO_ADDRESS, "max_length": _TOO_LONG,
        },
    )  # fmt: skip
    organisation = _line("organisation", _("Your organisation, if any"), "organization", required=False)
    role = _line("role", _("Your role there"), "organization-title", required=False)
    kind = forms.ChoiceField(
        choices=StakeholderKind.choices,
        label=_("You take part as"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose as what you take part."), "invalid_choice": _UNREADABLE},
    )
    interests = InterestsField(
        Interest.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What would you like to hear of?"),
        error_messages={"list": _UNREADABLE},
    )
    message = forms.CharField(
        max_length=Stakeholder._meta.get_field("message").max_length,
        required=False,
        label=_("What would you like to contribute, or to ask?"),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"max_length": _TOO_LONG},
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

    def __init__(self, data=None, *args, terms: Mapping[str, Any], **kwargs):
        if data and data.get("instead"):  # the button with the suggested address was pressed
            data = data.copy()
            data["email"] = data["asked"] = data["instead"]
        super().__init__(data, *args, **kwargs)
        self.terms = terms
        self.suggestion = ""

    def clean_email(self) -> str:
        """Write the host in small letters, in which it means the same, and ask about a slip that is likely.

        Look-alikes of a–z before the @ pass as letters of it with Django (re.IGNORECASE takes ſ for s); none exist.
        """
        name, at, host = self.cleaned_data["email"].rpartition("@")
        if not name.isascii():
            raise forms.ValidationError(_NO_ADDRESS)
        email = f"{name}{at}{host.lower()}"
        if self.asked != email:
            self.suggestion = likely_address(email)
        if self.suggestion:
            raise forms.ValidationError(_("Did you mean %(address)s?"), "suggestion", {"address": self.suggestion})
        return email

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
        if self.cleaned_data.get("version") != str(self.terms["version"]):
            self.add_error("consent", _("The text that you agree to has changed. Read it and tick the box again."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in in a valid form, as signups.joining.registering takes it."""
        return {name: self.cleaned_data[name] for name in [*COLUMNS, "interests"]}

    @property
    def asked(self) -> str:
        """The address that was asked about before."""
        return self.data.get("asked", "")

    @property
    def typed_address(self) -> str:
        """What was typed, when there is a suggestion: the form that is sent next says that it was asked about."""
        name, at, host = self["email"].value().strip().rpartition("@")
        return f"{name}{at}{host.lower()}"


class AddressForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label=JoinForm.base_fields["email"].label,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages=JoinForm.base_fields["email"].error_messages,
    )
