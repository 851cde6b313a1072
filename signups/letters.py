"""The letters to the people who joined, and to the team about them."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from content.mail.letters.letter_types import LetterType, register_letter

_NAME = {"name": _("the name to greet with; may be nothing")}
_EXAMPLE = {"name": "Anna de Vries"}

CONFIRM = register_letter(
    LetterType(
        key="signups.confirm",
        title=_("Confirm your address"),
        explanation=_("To whoever sent the form to join, to confirm the e-mail address."),
        subject=_("{code} is your code to join {site}"),
        body=_(
            "Hello {name},\n\nYou nearly joined {site}. Type this code into the page that is still open:\n\n{code}\n\n"
            "Or use this button, also on another device:\n\n{button}\n\n"
            "The code and the button work for seven days. If it wasn’t you who sent the form, you need not do anything: "
            "without your answer we forget your address after two weeks."
        ),
        button=_("Confirm my address"),
        placeholders={**_NAME, "code": _("the six digits to type in")},
        example={**_EXAMPLE, "code": "314159"},
        needed=frozenset({"code", "button"}),
    )
)

REMINDER = register_letter(
    LetterType(
        key="signups.reminder",
        title=_("Reminder to confirm your address"),
        explanation=_("Once, after two days, to whoever sent the form to join and hasn’t confirmed the address."),
        subject=_("One step left to join {site}"),
        body=_(
            "Hello {name},\n\nTwo days ago you told us that you want to join {site}. One thing is missing: confirm that "
            "this address is yours.\n\n{button}\n\n"
            "The button works for seven days. If you have changed your mind, you need not do anything: we won’t remind "
            "you again, and we forget your address."
        ),
        button=_("Confirm my address"),
        placeholders=_NAME,
        example=_EXAMPLE,
        needed=frozenset({"button"}),
    )
)

KNOWN = register_letter(
    LetterType(
        key="signups.known",
        title=_("You had joined already"),
        explanation=_("To somebody who had joined, and whose address was given in the form once more."),
        subject=_("You have joined {site} already"),
        body=_(
            "Hello {name},\n\nSomebody, probably you, filled in the form to join {site} with this address. You joined "
            "before, so nothing has changed, and you need no code.\n\n"
            "Did you want to tell us something new? Here you see and change what we know about you:\n\n{button}\n\n"
            "The button works for seven days."
        ),
        button=_("See or change my data"),
        placeholders=_NAME,
        example=_EXAMPLE,
        needed=frozenset({"button"}),
    )
)

WELCOME = register_letter(
    LetterType(
        key="signups.welcome",
        title=_("Welcome"),
        explanation=_("To whoever has just confirmed an e-mail address."),
        subject=_("Welcome to {site}"),
        body=_(
            "Hello {name},\n\nThank you for joining {site}! Your address is confirmed, and from now on we keep you up to "
            "date.\n\nYou can see, change or erase what we know about you whenever you want:\n\n{button}\n\n"
            "The button works for seven days; the foot of each mail from us has a new one."
        ),
        button=_("See or change my data"),
        placeholders=_NAME,
        example=_EXAMPLE,
        needed=frozenset({"button"}),
    )
)


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
