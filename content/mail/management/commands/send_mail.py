from django.core.management.base import BaseCommand, CommandError

from content.mail.outbox.sending import deliver_due
from content.mail.transport import MailTransport, mail_transport


class Command(BaseCommand):
    help = "Send what is due in the outbox, once. The site does so by itself each second."

    def handle(self, *args, **options):
        if mail_transport() is MailTransport.NONE:
            raise CommandError("Mail has no way to leave. Set EMAIL_URL, such as smtp+tls://user:password@host:587")
        done = deliver_due()
        self.stdout.write(f"Sent: {done.sent}.")
        if done.trouble:
            raise CommandError(f"The others wait: {done.trouble}")
