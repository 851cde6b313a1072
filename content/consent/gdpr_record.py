"""The record of processing (GDPR art. 30): each app says what it does with personal data, from its own configuration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext

Words = str | Promise


@dataclass(frozen=True)
class ProcessingActivity:
    """One use of personal data, in words for whoever it is about.

    about: whose data, and which. purpose: why. ground: by which right (GDPR art. 6). kept: how long, a line for each
    kind of data. seen_by: which people of ours. goes_to: whom else. safety: what is done to protect it.
    """

    key: str
    title: Words
    about: Words
    purpose: Words
    ground: Words
    kept: Sequence[Words]
    seen_by: Sequence[Words] = ()
    goes_to: Words = ""
    safety: Words = ""


Source = Callable[[], list[ProcessingActivity]]

_sources: dict[int, Source] = {}


def register_activities(position: int) -> Callable[[Source], Source]:
    """Return a decorator for the function in an app's processing_record.py that says what it does with personal data.

    It is asked when somebody reads the record, so that it tells what is configured then. position: its place in that.
    """

    def register(source: Source) -> Source:
        _sources[position] = source
        return source

    return register


def processing_activities() -> list[ProcessingActivity]:
    """Return what all apps do with personal data, in the order of their positions."""
    return [activity for _position, source in sorted(_sources.items()) for activity in source()]


def who_may(permission: str) -> list[str]:
    """Return the roles, in the active language, that have `permission`, such as signups.view_stakeholder."""
    app_label, _dot, codename = permission.partition(".")
    groups = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app_label)
    return [gettext(name) for name in groups.order_by("pk").values_list("name", flat=True)]
