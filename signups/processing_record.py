"""What joining does with personal data, for the record of processing."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.consent.gdpr_record import ProcessingActivity, register_activities, who_may
from signups.erasing.retention import ANSWER_WITHIN, SENDERS_KEPT_FOR, UNCONFIRMED_KEPT_FOR
from signups.models import JoinRules
from signups.my_data.links import VALID_FOR


@register_activities(position=10)
def stakeholder_activities() -> list[ProcessingActivity]:
    """Return what is done with the data of those who joined, of those who left, and of those who ask."""
    return [
        _joining(),
        ProcessingActivity(
            key="leaving",
            title=_("People who left"),
            about=_(
                "A mark of the address, made with a secret key, that nobody can read; a proof without any personal data."
            ),
            purpose=_("So that no backup or import brings somebody back, and to show that the data was erased."),
            ground=_("Legal obligation: to erase, and to be able to show it (art. 6(1)(c), 17, 5(2))."),
            kept=[_("As long as the site exists. Who joins anew lifts the mark.")],
            seen_by=who_may("signups.view_erasure"),
        ),
        ProcessingActivity(
            key="my data",
            title=_("Requests to see one’s data"),
            about=_(
                "Whoever asks for the link to their data: a mark of the network that the request came from, not the address."
            ),
            purpose=_("To send the link, and to bound abuse."),
            ground=_("Legal obligation: the right of access (art. 6(1)(c), 15)."),
            kept=[
                _("The mark: %(days)d days.") % {"days": SENDERS_KEPT_FOR.days},
                _("The link in the mail works for %(days)d days.") % {"days": VALID_FOR.days},
            ],
        ),
    ]


def _joining() -> ProcessingActivity:
    return ProcessingActivity(
        key="joining",
        title=_("People who joined"),
        about=_(
            "Whoever joined: name, e-mail address, organisation, role, as what one takes part, interests, language, a "
            "message, the page one came from; the consent with its text, version and time; notes of ours."
        ),
        purpose=_(
            "To keep each other up to date about what the event began, and to find people who want to go on with it."
        ),
        ground=_("Consent (art. 6(1)(a)), which can be withdrawn at any time."),
        kept=_how_long(),
        seen_by=who_may("signups.view_stakeholder"),
        goes_to=_(
            "Mails go through the mail server of this site, and to nobody else. Officers can export a list; each export is on record."
        ),
        safety=_(
            "The address counts only once it was confirmed. No password: links are signed and open for some days only."
        ),
    )


def _how_long() -> list[str]:
    months = JoinRules.objects.current().inactive_months
    gone = _("Who withdraws or unsubscribes: erased at once.")
    inactive = ngettext(
        "Without a sign of life: after %(months)d month we ask, and erase who doesn’t answer within %(days)d days.",
        "Without a sign of life: after %(months)d months we ask, and erase who doesn’t answer within %(days)d days.",
        months,
    )
    return [
        inactive % {"months": months, "days": ANSWER_WITHIN.days},
        _("Never confirmed: %(days)d days.") % {"days": UNCONFIRMED_KEPT_FOR.days},
        gone,
        _("A mark of the network that a form came from, against abuse: at most %(days)d days.")
        % {"days": UNCONFIRMED_KEPT_FOR.days},
    ]
