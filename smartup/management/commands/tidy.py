from django.core.management.base import BaseCommand

from smartup.nightly import clean_up


class Command(BaseCommand):
    help = "Erase what has been in the bin for 30 days, preview links and unsaved typing that nobody needs any more."

    def handle(self, *args, **options):
        done = clean_up()
        self.stdout.write(
            f"Erased from the bin: {done.erased}. Preview links: {done.preview_links}. Sittings: {done.sittings}."
        )
