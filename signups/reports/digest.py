"""Telling the team each morning who joined: how many of which kind, and where to look. No names travel by mail."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import override

from content.mail.letters.writing import write_letter
from content.mail.models import OutboxMessage
from content.mail.site_url import site_address
from content.pages.models import SiteSettings
from signups.models import JoinRules, Stakeholder
from signups.reports.charts import by_kind

LETTER = "signups.digest"
# A site that has written none yet, or none for so long that the outbox forgot it, looks back no further.
LOOKS_BACK = timedelta(days=7)


@transaction.atomic
def tell_team() -> OutboxMessage | None:
    """Put the digest of the days that ended last midnight into the outbox, and return it.

    It begins where the last one ended, which is in that one's mark: whatever crashes, each who confirmed is told once.
    None if nobody did, if today's was written already, or if nobody is to be told.
    """
    rules = JoinRules.objects.current()
    to = rules.digest_to or SiteSettings.objects.values_list("contact_email", flat=True).first() or ""
    until = timezone.localdate()
    since = _told_until() or until - LOOKS_BACK
    # From the beginning of `since` on and before that of `until`: all of them are written by now.
    people = Stakeholder.objects.confirmed().order_by()
    people = people.filter(confirmed_at__gte=_midnight(since), confirmed_at__lt=_midnight(until))
    number = people.count()
    if not to or not number:
        return None
    language = settings.LANGUAGE_CODE
    with override(language):
        lines = [f"{kind.label}: {number_format(kind.number)}" for kind in by_kind(people) if kind.number]
        values = {"number": number_format(number), "kinds": "\n".join(lines), "address": _address(since, until)}
    return write_letter(LETTER, to=to, language=language, values=values, once=f"{LETTER} {until.isoformat()}")


def _told_until() -> date | None:
    """Return the day up to which the team was told."""
    marks = OutboxMessage.objects.filter(once__startswith=f"{LETTER} ").values_list("once", flat=True)
    last = marks.order_by("-once").first()
    return date.fromisoformat(last.removeprefix(f"{LETTER} ")) if last else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _address(since: date, until: date) -> str:
    """Return the list in the admin that shows the same people to whoever may see them."""
    asked = {
        "state__exact": Stakeholder.State.CONFIRMED.value,
        "confirmed_at__gte": _midnight(since).isoformat(),
        "confirmed_at__lt": _midnight(until).isoformat(),
    }
    return f"{site_address()}{reverse('admin:signups_stakeholder_changelist')}?{urlencode(asked)}"
