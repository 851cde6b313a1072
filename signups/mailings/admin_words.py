"""What the pages about a mailing say: to whom it goes, what it lacks, how far it is."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin_ui.badges import StateLabel
from content.admin_ui.formats import format_moment
from content.richtext.references import left_out
from content.texts.languages import CODES, text_of, value_in
from signups.mailings.audience import has_lost
from signups.mailings.sending import MailingProgress
from signups.mailings.wording import missing_languages
from signups.models import Mailing, StakeholderKind

LANGUAGES: dict[str, str | Promise] = dict(settings.LANGUAGES)


def goes_to(counts: dict[str, int]) -> str:
    """Return to how many people it goes, and how many read which language."""
    everybody = sum(counts.values())
    if not everybody:
        return _("Goes to nobody: nobody who confirmed an address and agreed to get mail is taken in.")
    shares = [
        _("%(number)s in %(language)s") % {"number": number_format(number), "language": LANGUAGES[code]}
        for code, number in counts.items()
        if number
    ]
    said = ngettext("Goes to %(number)s person (%(shares)s).", "Goes to %(number)s people (%(shares)s).", everybody)
    return said % {"number": number_format(everybody), "shares": ", ".join(shares)}


def missing_language_warnings(mailing: Mailing, counts: dict[str, int]) -> Iterator[str]:
    """Yield a sentence for each language that some of the recipients read, and in which something isn't written.

    One more if pictures can't be shown.
    """
    for code in missing_languages(mailing):
        if counts[code]:
            said = ngettext(
                "Subject or text lacks in %(language)s: %(number)s person gets what there is in another language.",
                "Subject or text lacks in %(language)s: %(number)s people get what there is in another language.",
                counts[code],
            )
            yield said % {"language": LANGUAGES[code], "number": number_format(counts[code])}
    pictures = left_out(value_in(mailing, "body", code) or "" for code in CODES)
    if pictures:
        said = ngettext(
            "%(number)s picture in the text isn’t ready yet, or is gone: the mail would leave without it.",
            "%(number)s pictures in the text aren’t ready yet, or are gone: the mail would leave without them.",
            pictures,
        )
        yield said % {"number": number_format(pictures)}


def mailing_label(mailing: Mailing) -> StateLabel:
    """Return the label of a mailing: its state, and since or for when."""
    if mailing.state == Mailing.State.SCHEDULED:
        return StateLabel("scheduled", _("Leaves %(moment)s") % {"moment": format_moment(mailing.planned_for)})
    if mailing.state == Mailing.State.SENT:
        return StateLabel("published", _("Sent %(moment)s") % {"moment": format_moment(mailing.finished_at)})
    colour = {Mailing.State.DRAFT: "draft", Mailing.State.SENDING: "waiting", Mailing.State.PAUSED: "withdrawn"}
    return StateLabel(colour[Mailing.State(mailing.state)], mailing.get_state_display())


def describe_audience(mailing: Mailing) -> Iterator[tuple[str, str]]:
    """Yield what the filter asks, and what the officer chose; nothing when it takes in everybody."""
    answers: list[tuple[str, list[str]]] = [
        (_("event"), [text_of(mailing.event, "title").words] if mailing.event else []),
        (
            _("Who take part as"),
            [str(StakeholderKind(kind).label) for kind in mailing.kinds if kind in StakeholderKind.values],
        ),
        (_("interests"), [str(interest) for interest in mailing.interests.all()]),
        (_("Who read"), [str(LANGUAGES[code]) for code in mailing.languages if code in LANGUAGES]),
    ]
    yield from ((question, ", ".join(given)) for question, given in answers if given)


def cut_off(mailing: Mailing, everybody: int) -> str:
    """Return what it means, and what to do, that part of the filter has been removed; nothing when it is whole.

    everybody: how many are still taken in, and haven't got it.
    """
    if mailing.state == Mailing.State.SENT or not has_lost(mailing):
        return ""
    if mailing.state == Mailing.State.SCHEDULED:
        return _(
            "An event or interest by which the recipients were chosen has been removed. When the time comes, this update "
            "will be paused instead of being sent. Take it from the schedule and choose the recipients again."
        )
    if everybody:
        return _(
            "An interest by which the recipients were chosen has been removed, so this update is paused. If you go on, "
            "it reaches only people who chose one of the interests that are left."
        )
    return _(
        "The event or the interests by which the recipients were chosen have been removed, so this update is paused: "
        "nobody else gets it. To choose others, copy it as a new draft; whoever is taken in by that gets it, also a "
        "second time."
    )


def how_far(progress: MailingProgress) -> str:
    """Return how far it is, in a sentence."""
    numbers = {"sent": number_format(progress.sent), "everybody": number_format(progress.everybody)}
    return _("%(sent)s of %(everybody)s sent") % numbers
