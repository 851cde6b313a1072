"""From a row of the outbox to what travels: headers that servers, mail clients and other robots understand."""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from content.mail.models import OutboxMessage
from content.mail.site_url import site_host


class NotAMail(Exception):
    """What is in the outbox can't be sent to anybody: an address in it is none."""


def compose_message(mail: OutboxMessage) -> EmailMultiAlternatives:
    """Return `mail` as it is sent. The same mail has the same Message-ID each time. Raises NotAMail."""
    message = EmailMultiAlternatives(
        subject=" ".join(mail.subject.split()),  # a line break would begin another header
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_address(mail.recipient)],
        reply_to=[_address(mail.reply_to)] if mail.reply_to else None,
        headers=_headers(mail),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def message_id(mail: OutboxMessage) -> str:
    """Return the name by which a server or a mail client sees that it has `mail` already.

    What is written only once keeps it when its row is written anew, as a pause of an update does.
    """
    name = uuid5(NAMESPACE_URL, mail.once) if mail.once else mail.pk
    return f"<{name}@{site_host()}>"


def _headers(mail: OutboxMessage) -> dict[str, str]:
    headers = {"Message-ID": message_id(mail), "Content-Language": mail.language}
    if mail.batch is None:  # RFC 3834 §5: nobody pressed «send», so that nobody's absence is to be told to us
        headers["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:  # RFC 8058
        headers["List-Unsubscribe"] = f"<{iri_to_uri(mail.unsubscribe)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _address(address: str) -> str:
    """Return `address` if it is one and no more: no name, no second one, no line break."""
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise NotAMail(_("An address in it is none.")) from wrong
    return address
