"""The form by which people ask to have a photo of them taken down."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemovalForm(forms.Form):
    """Why, if somebody wants to say so, and where the answer goes to, if one is wanted."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Why should it go?"),
        help_text=_("You need not say anything. It helps us to find you when there are several people on the photo."),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("This is longer than %(limit_value)d characters. Shorten it a little.")},
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        label=_("Your e-mail address, if you want an answer"),
        help_text=_("We write to you about this photo, and about nothing else."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("This isn't a complete e-mail address. It looks like name@example.org.")},
    )
    # People don't see this field; programs that fill in every form do.
    homepage = forms.CharField(required=False, label=_("Leave this field empty"))

    def clean(self):
        """Stop programs. Somebody whose browser filled in the hidden field sends the form once more, which empties it."""
        super().clean()
        if self.cleaned_data.get("homepage"):
            self.add_error(
                None, _("A field was filled in that people don't see. If you are a person, please send the form again.")
            )
        return self.cleaned_data
