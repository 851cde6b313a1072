"""The letter that opens somebody's own data."""

from django.utils.translation import gettext_lazy as _

from content.mail.letters.letter_types import LetterType, register_letter

MY_DATA = register_letter(
    LetterType(
        key="signups.my_data",
        title=_("Link to one’s own data"),
        explanation=_("Goes to a stakeholder who asks on the site for the link to their data."),
        subject=_("Your data at {site}"),
        body=_(
            "Hello {name},\n\n"
            "You asked for the link to your data. Here you see all that we keep of you; you can correct it, download it "
            "and have it erased.\n\n"
            "{button}\n\n"
            "The link opens your data for seven days, without a password: don’t pass it on. If you didn’t ask for it, "
            "you need do nothing."
        ),
        button=_("See my data"),
        placeholders={"name": _("the name of the stakeholder")},
        example={"name": "Anna de Vries", "address": "https://example.org/"},
        needed=frozenset({"button"}),
    )
)
