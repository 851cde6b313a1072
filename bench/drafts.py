"""What does it cost that drafts wait beside what is live? Saving one beside a plain admin save, a preview beside the page.

Run by `make bench-drafts`. The demonstration content is loaded into a folder of its own; its largest event is edited
through the real form. Plain: the same fields in modeltranslation's own admin, which saves straight into the row.
"""

import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("ROUNDS", "60"))
LIMIT = 1.5


def main() -> None:
    """Make a site, measure, print a table and the line of results."""
    with tempfile.TemporaryDirectory(prefix="smartup-bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "smartup.settings", "PYTHONPATH": str(ROOT)}
        for command in (["migrate", "-v0"], ["load_demo", "--scale", "0.1"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        gc.freeze()  # as smartup.server.gunicorn_conf does before the workers part
        report(Desk())


class Desk:
    """An editor's browser at the form of the event that most belongs to."""

    def __init__(self):
        from django.contrib.auth import get_user_model
        from django.db.models import Count
        from django.test import Client
        from django.urls import path, reverse

        from events.models import Event
        from smartup import urls

        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(get_user_model().objects.create_superuser("bench"))
        belonging = Count("programme", distinct=True) + Count("cases", distinct=True)
        self.event = Event.objects.live().alias(belonging=belonging).order_by("-belonging").first()
        self.form = reverse("admin:events_event_change", args=[self.event.pk])
        urls.urlpatterns.insert(0, path("plain/<uuid:object_id>/", _plain_view()))
        self.plain_form = f"/plain/{self.event.pk}/"
        self.page = self.event.addresses()["en"]
        self.preview = reverse("admin:events_event_preview_page", args=[self.event.pk, self.page.removeprefix("/")])
        self.saved = 0

    def save_draft(self) -> float:
        """Save other words as a draft, and return the milliseconds that sending the form took."""
        return self._send(self.form)

    def save_plainly(self) -> float:
        """Save other words into the row itself, and return the milliseconds that sending the form took."""
        return self._send(self.plain_form)

    def open_page(self) -> float:
        """Ask for the public page, and return the milliseconds that it took."""
        return self._fetch(self.page)

    def open_preview(self) -> float:
        """Ask for the same page as it will be with the draft, and return the milliseconds that it took."""
        return self._fetch(self.preview)

    def _send(self, form: str) -> float:
        from tests.editing.forms import Fields

        fields = Fields(self.client.get(form).content.decode()).values
        self.saved += 1
        changed = {"tagline_en": f"Saved {self.saved} times", "story_en": f"<p>Told {self.saved} times.</p>"}
        kept = {name: value for name, value in fields.items() if "__prefix__" not in name}
        started = time.perf_counter()
        answer = self.client.post(form, {**kept, **changed, "_continue": ""})
        elapsed = (time.perf_counter() - started) * 1000
        assert answer.status_code == 302, answer.context["errors"]
        return elapsed

    def _fetch(self, address: str) -> float:
        started = time.perf_counter()
        answer = self.client.get(address)
        elapsed = (time.perf_counter() - started) * 1000
        assert answer.status_code == 200, answer
        return elapsed


def _plain_view() -> Callable:
    """Return the form of an event as modeltranslation's admin has it, without anything of ours."""
    from django.contrib import admin
    from modeltranslation.admin import TranslationAdmin

    from events.admin.events import EventAdmin
    from events.models import Event

    shown = {name: getattr(EventAdmin, name) for name in ("fieldsets", "autocomplete_fields", "prepopulated_fields")}
    plain = type("PlainAdmin", (TranslationAdmin,), shown)(Event, admin.site)
    return admin.site.admin_view(lambda request, object_id: plain.changeform_view(request, str(object_id)))


def medians(*acts: Callable[[], float]) -> list[float]:
    """Return the median of each act; they take turns, so that what slows the machine down slows all of them."""
    for act in acts * 3:
        act()
    taken = [[act() for act in acts] for _round in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def report(desk: Desk) -> None:
    """Measure, and print what was found."""
    plain, draft = medians(desk.save_plainly, desk.save_draft)
    page, preview = medians(desk.open_page, desk.open_preview)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; {ROUNDS} rounds")
    print(f"{'':40} {'median ms':>10} {'times':>6}")
    for name, taken, beside in [
        ("plain admin save", plain, plain),
        ("saving a draft", draft, plain),
        ("public page, uncached", page, page),
        ("its preview", preview, page),
    ]:
        print(f"{name:40} {taken:10.1f} {taken / beside:6.2f}")
    print(f"At most {LIMIT} times is asked for.")
    print(f"RESULT draft_over_save={draft / plain:.2f} preview_over_page={preview / page:.2f}")


if __name__ == "__main__":
    main()
