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


_sources: dict[str, tuple[int, Callable[[], list[ProcessingActivity]]]] = {}


def register_activities(app: str, source: Callable[[], list[ProcessingActivity]], position: int = 50) -> None:
    """Let `source` say what `app` does with personal data, as it is configured when somebody reads the record."""
    _sources[app] = (position, source)


def processing_activities() -> list[ProcessingActivity]:
    """Return what all apps do with personal data, in the order of their positions."""
    in_order = sorted(_sources.items(), key=lambda entry: (entry[1][0], entry[0]))
    return [activity for _app, (_position, source) in in_order for activity in source()]


def who_may(permission: str) -> list[str]:
    """Return the roles, in the active language, that have `permission`, such as signups.view_stakeholder."""
    app_label, _dot, codename = permission.partition(".")
    groups = Group.objects.filter(permissions__codename=codename, permissions__content_type__app_label=app_label)
    return [gettext(name) for name in groups.order_by("pk").values_list("name", flat=True)]
