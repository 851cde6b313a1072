"""What people are written about a removal request: whoever asked, and the editors. It waits in the outbox."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.models import OutboxMessage
from content.pages.models import SiteSettings
from gallery.models import RemovalRequest

# A flood of requests shall not become a flood of mail: the list in the admin shows the others.
LETTERS_IN_AN_HOUR = 10


def send_receipt(request: RemovalRequest, site: str) -> None:
    """Put the receipt in the outbox, if there is an address. site: where the site is, such as https://example.org."""
    with override(request.language):
        subject = _("Your request about a photo, number %(number)s") % {"number": request.number}
        _write(request, subject, "receipt", site)


def send_answer(request: RemovalRequest, site: str) -> None:
    """Put into the outbox what was decided, if there is an address."""
    with override(request.language):
        subject = _("What was decided about your request %(number)s") % {"number": request.number}
        _write(request, subject, "answer", site)


def tell_editors(request: RemovalRequest, site: str) -> None:
    """Tell whoever answers for the site that there is something to decide."""
    settled = SiteSettings.objects.values_list("contact_email", flat=True).first()
    since = timezone.now() - timedelta(hours=1)
    if not settled or RemovalRequest.objects.filter(created_at__gte=since).count() > LETTERS_IN_AN_HOUR:
        return
    path = reverse("admin:gallery_removalrequest_change", args=[request.pk])
    with override(settings.LANGUAGE_CODE):
        text = render_to_string("gallery/mail/removal_editors.txt", {"request": request, "address": site + path})
        subject = _("Somebody asks to have a photo taken down (%(number)s)") % {"number": request.number}
        OutboxMessage.objects.create(
            recipient=settled, language=settings.LANGUAGE_CODE, subject=subject, text=_tidy(text)
        )


def _write(request: RemovalRequest, subject: str, letter: str, site: str) -> None:
    """Write in the active language, which is that of whoever asked."""
    if not request.email:
        return
    address = site + reverse("gallery:removal_receipt", args=[request.secret])
    text = render_to_string(f"gallery/mail/removal_{letter}.txt", {"request": request, "address": address})
    OutboxMessage.objects.create(recipient=request.email, language=request.language, subject=subject, text=_tidy(text))


def _tidy(text: str) -> str:
    return f"{text.strip()}\n"
