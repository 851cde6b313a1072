"""The letter to somebody of whom we haven't heard for long."""

from django.utils.translation import gettext_lazy as _

from content.mail.letters.letter_types import LetterType, register_letter

STAY = register_letter(
    LetterType(
        key="signups.stay",
        title=_("Do you want to stay?"),
        explanation=_("Goes to a stakeholder who gave no sign of life for as long as the rules of joining say."),
        subject=_("Stay in touch with {site}"),
        body=_(
            "Hello {name},\n\n"
            "We haven’t heard from you for a long time, and we don’t want to keep your data for nothing. Do you want to "
            "go on hearing from us?\n\n"
            "{button}\n\n"
            "If we hear nothing before {day}, we erase your data. You need do nothing for that."
        ),
        button=_("Yes, I want to stay"),
        placeholders={"name": _("the name of the stakeholder"), "day": _("the day on which the data is erased")},
        example={"name": "Anna de Vries", "day": _("24 December 2026"), "address": "https://example.org/"},
        needed=frozenset({"button"}),
    )
)
