"""What the site does by itself each night, once, after three: tidy up, erase
the photos and mails whose time is over, and look after its links to other sites.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.core.management import call_command
from django.db.models import FileField, JSONField, Model
from django.utils import timezone
from django_tasks import task

from content.autosave.models import EditSession
from content.mail.outbox.states import erase_old_mail
from content.pages.models import SiteSettings
from content.pictures.renditions.rendition_cleanup import left_behind
from content.pictures.renditions.tasks import enqueue_all_due
from content.preview.models import PreviewLink
from content.richtext.link_checks import AGENT, LinkCheckCount, check_links
from content.trash.entries import empty_bin
from gallery.removal.takedown import erase_due
from gallery.uploads.parts import sweep_parts
from signups.confirming.confirming import remind_pending
from signups.erasing.retention import keep_house
from signups.reports.digest import tell_team

# Local time: nobody visits, and it is there once in each night, also when summer time begins or ends.
HOUR = 3


def run_nightly_if_due(now: datetime | None = None) -> bool:
    """Hand the night's work to the task worker, if it hasn't been this night; return whether it was due.

    A site that starts for the first time waits for the night; one that was off then makes up for it. Cheap to ask
    every second.
    """
    tonight = _night_of(now or timezone.now())
    done = _last_night()
    # A night that is still far off was noted by a clock that was wrong: who waited for it would wait for years.
    if done is not None and tonight <= done <= tonight + timedelta(days=1):
        return False
    _remember(tonight)
    if done is None:
        return False
    run_nightly.enqueue()
    return True


@task()
def run_nightly() -> None:
    """Do the night's work, each part also when another fails."""
    with ExitStack() as parts:  # the last that is put on it is done first
        parts.callback(check_all_links)
        parts.callback(sweep_parts)
        parts.callback(enqueue_all_due)  # once there is room
        parts.callback(call_command, "sweep_files", verbosity=0)
        parts.callback(call_command, "tidy", verbosity=0)
        parts.callback(erase_old_mail)
        parts.callback(erase_due)
        parts.callback(keep_house)  # reads which letters left, before the outbox forgets them
        parts.callback(remind_pending)
        parts.callback(tell_team)


def check_all_links() -> LinkCheckCount:
    """Check the links, and say who asks: the site's own e-mail address, if it has one."""
    contact = SiteSettings.objects.values_list("contact_email", flat=True).first()
    agent = f"{AGENT} ({contact})" if contact else AGENT
    return check_links(agent=agent.encode("ascii", "ignore").decode())


def _night_of(now: datetime) -> date:
    local = timezone.localtime(now)
    return local.date() if local.hour >= HOUR else date.fromordinal(local.toordinal() - 1)


def _file() -> Path:
    return Path(settings.DATA_DIR) / "last_night"


def _last_night() -> date | None:
    """Return the day of the last night that was worked in, None when there was none or nobody can tell."""
    try:
        return date.fromisoformat(_file().read_text().strip())
    except (FileNotFoundError, ValueError):
        return None


def _remember(night: date) -> None:
    """Whole or not at all: half a date would be read as none."""
    unfinished = _file().with_name("last_night.new")
    unfinished.write_text(night.isoformat())
    unfinished.replace(_file())


# Somebody may ask who could see a preview, or go on with what was typed, for as long as this; and for as long is it
# remembered that a sitting ended, so that a browser that comes late with what it kept is told so.
PREVIEWS_KEPT_FOR = timedelta(days=90)
SITTINGS_KEPT_FOR = timedelta(days=30)


class CleanupResult(NamedTuple):
    """How much went."""

    erased: int
    preview_links: int
    sittings: int


def clean_up(now: datetime | None = None) -> CleanupResult:
    """Erase what has been in the bin for thirty days, old preview links and forgotten sittings, as of `now`."""
    moment = now or timezone.now()
    links, _kinds = PreviewLink.objects.filter(expires_at__lte=moment - PREVIEWS_KEPT_FOR).delete()
    sittings, _kinds = EditSession.objects.filter(seen_at__lte=moment - SITTINGS_KEPT_FOR).delete()
    return CleanupResult(empty_bin(moment), links, sittings)


# Where uploads are kept, as the models say: storage, folder.
FOLDERS = [("private", "documents"), ("private", "originals"), ("default", "videos"), ("default", "captions")]

# An upload is on the disk before the row that names it is committed.
UNTOUCHED_FOR = timedelta(days=1)


def delete_unneeded(*, dry_run: bool = False) -> list[str]:
    """Delete what nothing needs and return the names; with `dry_run` only say what would go."""
    sizes = ((default_storage, name) for name in left_behind())
    swept = []
    for storage, name in chain(_unneeded_files(), sizes):
        swept.append(name)
        if not dry_run:
            storage.delete(name)
    return swept


def _unneeded_files() -> Iterator[tuple[Storage, str]]:
    needed = _needed()
    return ((storage, name) for storage, name in _old_files() if name not in needed)


def _old_files() -> Iterator[tuple[Storage, str]]:
    before = timezone.now() - UNTOUCHED_FOR
    for alias, folder in FOLDERS:
        storage = storages[alias]
        for name in _names_in(storage, folder):
            if storage.get_modified_time(name) < before:
                yield storage, name


def _names_in(storage: Storage, folder: str) -> list[str]:
    try:
        return [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _needed() -> set[str]:
    """Return all names that any row holds, in a column for files or anywhere in a JSON column."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names.update(filter(None, _values(model, field.name)))
            elif isinstance(field, JSONField):
                for value in _values(model, field.name):
                    names.update(_file_names(value))
    return names


def _values(model: type[Model], column: str) -> Iterator:
    return model._base_manager.order_by().values_list(column, flat=True).iterator(chunk_size=200)


def _file_names(value) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith(tuple(f"{folder}/" for _alias, folder in FOLDERS)):
            yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _file_names(each)
