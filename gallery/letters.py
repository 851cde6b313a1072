"""The letters about a removal request: to whoever asked, and to the editors."""

from django.utils.translation import gettext_lazy as _

from content.mail.letters.writing import LetterType, register_letter

NUMBER = {"number": _("the number of the request")}

RECEIPT = register_letter(
    LetterType(
        key="gallery.removal_receipt",
        title=_("Receipt of a removal request"),
        explanation=_("To whoever asked to have a photo taken down and gave an e-mail address."),
        subject=_("Your request about a photo, number {number}"),
        body=_(
            "{happened}\n\nNumber of your request: {number}\n\n"
            "On this page you see what became of it, and you can take it back:\n\n{button}"
        ),
        button=_("Look at my request"),
        placeholders={**NUMBER, "happened": _("whether the photo is hidden, and when somebody decides")},
        example={
            "number": "1A2B3C4D",
            "happened": _("You asked to have a photo taken down. It is hidden: nobody sees it but our editors."),
        },
        needed=frozenset({"happened", "button"}),
    )
)

ANSWER = register_letter(
    LetterType(
        key="gallery.removal_answer",
        title=_("Answer to a removal request"),
        explanation=_("To whoever asked to have a photo taken down, when an editor has decided."),
        subject=_("What was decided about your request {number}"),
        body=_("{decision}\n\n{answer}\n\nNumber of your request: {number}\n\n{button}"),
        button=_("Look at my request"),
        placeholders={
            **NUMBER,
            "decision": _("what was decided"),
            "answer": _("what the editor writes about it; may be nothing"),
        },
        example={
            "number": "1A2B3C4D",
            "decision": _("An editor decided that the photo can be seen."),
            "answer": _("The editor writes:"),
        },
        needed=frozenset({"decision", "answer"}),
    )
)

EDITORS = register_letter(
    LetterType(
        key="gallery.removal_editors",
        title=_("News of a removal request"),
        explanation=_("To the site’s address for questions, when somebody asks to have a photo taken down."),
        subject=_("Somebody asks to have a photo taken down ({number})"),
        body=_("Somebody asks to have a photo of “{album}” taken down.\n\n{question}\n\n{button}"),
        button=_("Decide"),
        placeholders={
            **NUMBER,
            "album": _("the title of the album"),
            "question": _("whether the photo is hidden, and what is to be decided"),
        },
        example={
            "number": "1A2B3C4D",
            "album": _("Opening"),
            "question": _("It is hidden. Decide whether it stays down:"),
        },
        needed=frozenset({"button"}),
    )
)
