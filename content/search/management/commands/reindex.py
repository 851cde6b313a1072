"""Build the search index anew, from what is live."""

from django.core.management.base import BaseCommand

from content.search.indexing import reindex_all


class Command(BaseCommand):
    help = "Build the search index anew, from what is live."

    def handle(self, *args, **options):
        self.stdout.write(f"{reindex_all()} documents indexed.")
