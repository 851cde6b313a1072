"""How mail leaves this site."""

from enum import Enum

from django.conf import settings

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class MailTransport(Enum):
    """SMTP: to a mail server. SHOWN: it doesn't, and is shown at an address instead. NONE: it waits in the outbox."""

    SMTP = "smtp"
    SHOWN = "shown"
    NONE = "none"


def mail_transport() -> MailTransport:
    """Return the way that the setting EMAIL_URL chooses."""
    if settings.MAIL_SHOWN:
        return MailTransport.SHOWN
    return MailTransport.SMTP if settings.MAIL_BY_SMTP else MailTransport.NONE
