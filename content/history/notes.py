"""What the history notes with an act, in words."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from content.admin_ui.formats import format_moment
from content.workflow.models import Appointment, Version
from content.workflow.trash_groups import owner_in

Act = Version.Act


def notes_in_words(versions: Iterable[Version]) -> dict[int, str]:
    """Return the number of each of `versions` → what editors read of its note. One query at most.

    A note that nothing is known about is told as it stands.
    """
    given = list(versions)
    restored = [version.note for version in given if version.act == Act.RESTORED and version.note.isdigit()]
    moments = {}
    if restored:
        found = Version.objects.filter(number__in=restored).values_list("number", "created_at")
        moments = {str(number): moment for number, moment in found}
    return {version.number: _in_words(version, moments) or version.note for version in given}


def _in_words(version: Version, moments: dict[str, datetime]) -> str:
    if version.act == Act.RESTORED and version.note in moments:
        return _("the version of %(moment)s") % {"moment": format_moment(moments[version.note])}
    if version.act == Act.BINNED:
        owner = owner_in(version.note)
        return _("together with “%(title)s”") % {"title": owner.title} if owner else ""
    return _scheduled(version.note) if version.act == Act.SCHEDULED else ""


def _scheduled(note: str) -> str:
    act, _space, moment = note.partition(" ")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return f"{dict(Appointment.Act.choices).get(act, act)} · {format_moment(at)}"
