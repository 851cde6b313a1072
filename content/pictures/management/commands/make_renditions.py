"""Make the sizes of all pictures that lack any."""

from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from content.pictures.intake.pixels import BROKEN
from content.pictures.renditions.files import OriginalMissing
from content.pictures.renditions.tasks import all_due, try_again, try_rendering


class Command(BaseCommand):
    help = "Make the sizes of all pictures that lack any; what is there already is left alone."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="Try those as well that have failed five times.")

    def handle(self, *args, **options):
        if options["again"]:
            try_again()
        failed = [illustration for illustration in list(all_due()) if not self._made(illustration)]
        if failed:
            raise CommandError(f"{len(failed)} could not be made. Upload these originals again.")

    def _made(self, illustration) -> bool:
        """Make the sizes of one picture, tell how it went, and return whether it went well."""
        try:
            count = try_rendering(illustration)
        except (OriginalMissing, Image.DecompressionBombError, *BROKEN) as error:
            self.stderr.write(f"{illustration}: {type(error).__name__} {error}")
            return False
        self.stdout.write(f"{illustration}: {count} files")
        return True
