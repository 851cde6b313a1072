from django.core.management.base import BaseCommand, CommandError

from content.mail.sending import deliver
from content.mail.ways import Way, way


class Command(BaseCommand):
    help = "Send what is due in the outbox, once. The site does so by itself each second."

    def handle(self, *args, **options):
        if way() is Way.NONE:
            raise CommandError("Mail has no way to leave. Set EMAIL_URL, such as smtp+tls://user:password@host:587")
        done = deliver()
        self.stdout.write(f"Sent: {done.sent}.")
        if done.trouble:
            raise CommandError(f"The others wait: {done.trouble}")
