"""Make room: delete files that nothing needs any more."""

from django.core.management.base import BaseCommand

from smartup.nightly import delete_unneeded


class Command(BaseCommand):
    help = (
        "Delete uploaded files that neither the site, nor a draft, nor any version mentions, once they are a day old, "
        "and the sizes of pictures that are gone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be deleted, and delete nothing.")

    def handle(self, **options):
        swept = delete_unneeded(dry_run=options["dry_run"])
        for name in swept:
            self.stdout.write(name)
        told = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(f"{len(swept)} {told}")
