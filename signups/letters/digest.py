"""The letter to the team that tells who joined."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from content.mail.letters.letter_types import LetterType, register_letter

DIGEST = register_letter(
    LetterType(
        key="signups.digest",
        title=_("New sign-ups"),
        explanation=_("To the team, each morning if somebody confirmed an address the days before. It names nobody."),
        subject=_("New sign-ups: {number} ({site})"),
        body=_(
            "New people who joined {site} and confirmed their address: {number}.\n\n{kinds}\n\n{button}\n\n"
            "This mail comes only on mornings after somebody joined. Names are in the admin alone."
        ),
        button=_("See who joined"),
        placeholders={"number": _("how many people"), "kinds": _("how many of each kind, a line each")},
        example={"number": "3", "kinds": format_lazy("{}: 2\n{}: 1", _("Business"), _("Citizen"))},
        needed=frozenset({"button"}),
    )
)
