"""The form that asks for nothing but an address."""

from django import forms

from signups.forms import JoinForm


class AddressForm(forms.Form):
    email = forms.EmailField(
        max_length=254,
        label=JoinForm.base_fields["email"].label,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages=JoinForm.base_fields["email"].error_messages,
    )
