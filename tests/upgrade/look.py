"""Migrate the database in DATA_DIR and print, as JSON, what a visitor and an editor see then."""

import json
import sys
from html.parser import HTMLParser

import django


class _Words(HTMLParser):
    """The words between the tags."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words += data.split()


def words_of(answer) -> str:
    """Return what is to be read on a page."""
    reader = _Words()
    reader.feed(answer.content.decode())
    return " ".join(reader.words)


def main(paths: list[str]) -> None:
    """Print path → status, where it leads, words; and the words of the form of the case that has a draft."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from content.admin_ui.object_pages import admin_url
    from events.models import Case

    call_command("migrate", verbosity=0)
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    visitor, editor = Client(), Client(headers={"accept-language": "en"})
    answers = {path: visitor.get(path, headers={"host": "localhost"}) for path in paths}
    editor.force_login(get_user_model().objects.filter(is_superuser=True).first())
    form = editor.get(admin_url(Case.objects.get(title_nl="De lokale factor")), headers={"host": "localhost"})
    seen = {
        path: [page.status_code, page.headers.get("Location", ""), words_of(page)] for path, page in answers.items()
    }
    print(json.dumps({**seen, "form": [form.status_code, "", form.content.decode()]}))


if __name__ == "__main__":
    main(sys.argv[1:])
