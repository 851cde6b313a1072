"""Drafts of mailings that don't begin with an empty page: the thank-you after an event, and a copy."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.texts.languages import CODES, language_columns, saving_language, text_of, value_in
from events.models import Event
from signups.mailings.wording import TEXTS
from signups.models import Mailing

COPIED = [*language_columns(*TEXTS), "event", "kinds", "languages"]


def thank_you(event: Event, author: User) -> Mailing:
    """Return a new draft that thanks those who joined from `event`, with the event's own words of thanks."""
    mailing = Mailing(event=event, author=author)
    for code in CODES:
        title = text_of(event, "title", code).words
        # It follows the event wherever its address goes.
        link = format_html('<a href="smartup:events.event/{}">{}</a>', event.pk, title)
        with override(code):
            setattr(mailing, f"subject_{code}", (_("Thank you for “%(event)s”") % {"event": title})[:150])
            way_back = format_html(
                "<p>{}</p>", format_html(_("What came out of it is on the page of {event}."), event=link)
            )
            setattr(mailing, f"body_{code}", (value_in(event, "thanks", code) or "") + way_back)
    with saving_language():
        mailing.save()
    return mailing


@transaction.atomic
def copy_of(mailing: Mailing, author: User) -> Mailing:
    """Return a new draft with the words and the filter of `mailing`."""
    copy = Mailing(author=author, **{name: getattr(mailing, name) for name in COPIED})
    with saving_language():
        copy.save()
        copy.interests.set(mailing.interests.all())
    return copy
