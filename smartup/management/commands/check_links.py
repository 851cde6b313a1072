"""Ask every other site that our pages link to whether the link still leads somewhere."""

from django.core.management.base import BaseCommand

from smartup.nightly import check_all_links


class Command(BaseCommand):
    help = "Check the links to other sites; it takes some minutes, and the site does it by itself each night."

    def handle(self, **options):
        checked = check_all_links()
        self.stdout.write(f"{checked.links} links, {checked.broken} broken")
