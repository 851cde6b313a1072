"""What people are written about a removal request: whoever asked, and the editors. It waits in the outbox."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.mail.letters.writing import LetterType, write_letter
from content.mail.site_url import site_address
from content.pages.models import SiteSettings
from gallery.letters import ANSWER, EDITORS, RECEIPT
from gallery.models import RemovalRequest

# A flood of requests shall not become a flood of mail: the list in the admin shows the others.
LETTERS_IN_AN_HOUR = 10
# Nor may somebody fill a mailbox by giving an address that isn't theirs; a browser is led to the receipt as well.
RECEIPTS_IN_A_DAY = 3


def send_receipt(request: RemovalRequest) -> None:
    """Put the receipt in the outbox, if there is an address, unless that had several today."""
    same = RemovalRequest.objects.filter(
        email__iexact=request.email, created_at__gte=timezone.now() - timedelta(days=1)
    )
    if same.exclude(pk=request.pk).count() >= RECEIPTS_IN_A_DAY:
        return
    with override(request.language):
        if request.holds:
            happened = [
                _("You asked to have a photo taken down. It is hidden: nobody sees it but our editors."),
                _(
                    "An editor decides as soon as possible, within a month at most, whether it stays down. "
                    "If so, the original is erased 30 days after that."
                ),
            ]
        else:
            happened = [
                _("You asked to have a photo taken down. Your request is recorded."),
                _("An editor decides as soon as possible, within a month at most. Until then the photo can be seen."),
            ]
        _write(request, RECEIPT, happened="\n\n".join(happened))


def send_answer(request: RemovalRequest) -> None:
    """Put into the outbox what was decided, if there is an address."""
    with override(request.language):
        answer = f"{_('The editor writes:')}\n\n{request.answer}" if request.answer else ""
        _write(request, ANSWER, decision=_decision(request), answer=answer)


def tell_editors(request: RemovalRequest) -> None:
    """Tell whoever answers for the site that there is something to decide."""
    settled = SiteSettings.objects.values_list("contact_email", flat=True).first()
    since = timezone.now() - timedelta(hours=1)
    if not settled or RemovalRequest.objects.filter(created_at__gte=since).count() > LETTERS_IN_AN_HOUR:
        return
    with override(settings.LANGUAGE_CODE):
        if request.holds:
            question = _("It is hidden. Decide whether it stays down:")
        else:
            question = _("It can still be seen. Decide whether it is taken down:")
        values = {
            "number": request.number,
            "album": request.album_title,
            "question": question,
            "address": site_address() + reverse("admin:gallery_removalrequest_change", args=[request.pk]),
        }
        reason = _("You get this mail because this is the address for questions about {site}.")
    write_letter(EDITORS.key, to=settled, language=settings.LANGUAGE_CODE, values=values, reason=reason)


def _write(request: RemovalRequest, kind: LetterType, **values: str) -> None:
    """Write in the active language, which is that of whoever asked."""
    if not request.email:
        return
    address = site_address() + reverse("gallery:removal_receipt", args=[request.secret])
    reason = _("Somebody gave this e-mail address for the answer. If it wasn’t you, you need not do anything.")
    said = {"number": request.number, "address": address, **values}
    write_letter(kind.key, to=request.email, language=request.language, values=said, reason=reason)


def _decision(request: RemovalRequest) -> str:
    if request.state == RemovalRequest.State.GRANTED and request.erased_on:
        day = date_format(timezone.localtime(request.erased_on), "DATE_FORMAT")
        return _("The photo stays down. On %(day)s the original is erased as well.") % {"day": day}
    if request.state == RemovalRequest.State.UNDONE:
        return _(
            "Very many requests came at once, so an editor set all of them aside, and yours with them. "
            "If you are on the photo, please ask once more."
        )
    return _("An editor decided that the photo can be seen.")
