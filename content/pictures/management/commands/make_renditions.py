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
        failures = 0
        for illustration in list(all_due()):
            try:
                count = try_rendering(illustration)
            except (OriginalMissing, Image.DecompressionBombError, *BROKEN) as error:
                failures += 1
                self.stderr.write(f"{illustration}: {type(error).__name__} {error}")
            else:
                self.stdout.write(f"{illustration}: {count} files")
        if failures:
            raise CommandError(f"{failures} could not be made. Upload these originals again.")
