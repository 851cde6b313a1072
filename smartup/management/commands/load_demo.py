"""Load the Smart Up! demonstration."""

from django.core.management.base import BaseCommand, CommandError

from demo.loading import StillNeeded, load, remove_demo

QUESTION = """This deletes the objects of the demonstration, with every change that editors made to them, and loads them anew.
What editors added themselves stays. Type "delete" to go on: """


class Command(BaseCommand):
    help = "Load the Smart Up! demonstration. What is there already stays as it is; running it twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--flush", action="store_true", help="Delete the demonstration first, after a question.")
        parser.add_argument("--no-input", action="store_false", dest="interactive", help="Ask no question.")
        parser.add_argument("--scale", type=float, default=1.0, help="Size of the pictures; 0.1 is quick to draw.")

    def handle(self, *, flush, interactive, scale, **options):
        if flush:
            self._flush(interactive)
        counts = load(scale)
        for count in counts:
            there = f", {count.there} already there" if count.there else ""
            self.stdout.write(f"  {count.label:12} {count.added:3} added{there}")
        self.stdout.write(self.style.SUCCESS(_summary(sum(count.added for count in counts))))

    def _flush(self, interactive):
        if interactive and input(QUESTION).strip() != "delete":
            raise CommandError("Nothing was deleted, and nothing loaded.")
        try:
            self.stdout.write(f"Deleted {remove_demo()} objects of the demonstration.")
        except StillNeeded as error:
            raise CommandError(_what_needs(error.needed_by)) from error


def _summary(added: int) -> str:
    if not added:
        return "The demonstration is there already; nothing was changed."
    return f"Loaded {added} objects of the demonstration. The task worker makes the sizes of the pictures."


def _what_needs(items) -> str:
    named = "\n".join(f"  {item._meta.verbose_name}: {item}" for item in items[:10])
    more = f"\n  and {len(items) - 10} more" if len(items) > 10 else ""
    return f"Nothing was deleted. These hang on the demonstration; connect them to something else first:\n{named}{more}"
