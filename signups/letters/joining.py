"""The letters by which somebody joins: to confirm an address, to do so at last, that one had, and welcome."""

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
