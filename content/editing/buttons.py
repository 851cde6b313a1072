"""What the buttons of a form do with what came through it, and what the editor reads then."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.admin_ui.object_pages import admin_url
from content.planning import schedule
from content.planning.admin import AppointmentForm, publication_of, say_planned
from content.workflow import publishing
from content.workflow.completeness import said_of
from content.workflow.models import Draft
from content.workflow.snapshot import Content

# Those that ask for all that the public needs.
COMPLETING = ("_publish", "_schedule")


def site_addresses(item) -> list[tuple[str, str]]:
    """Return (language, path) of the public page of `item` in each language; nothing while it isn't public."""
    if item is None or not item.is_live or not hasattr(item, "get_absolute_url"):
        return []
    addresses = []
    for code, name in settings.LANGUAGES:
        words = str(name)
        with override(code):
            addresses.append((words, item.get_absolute_url()))
    return addresses


def keep_or_publish(request, item, content: Content | None) -> bool:
    """Do what the button says with the form's content, say so, and return whether it could be done.

    content: of what was tried; None if `item` itself was saved.
    """
    if "_publish" in request.POST:
        return _publish(request, item, content)
    if content is not None:
        publishing.keep_draft(item, content, author=request.user)
    if "_schedule" in request.POST:
        return _schedule(request, item)
    _say_saved(request, item)
    return True


def _publish(request, item, content: Content | None) -> bool:
    try:
        with transaction.atomic():
            live: Any = publishing.publish(item, content=content, author=request.user)
    except ValidationError as error:
        if content is not None:
            publishing.keep_draft(item, content, author=request.user)
        say_refused(request, item, error)
        return False
    link = format_html('<a href="{}">{}</a>', live.get_absolute_url(), live) if site_addresses(live) else live
    messages.success(request, format_html(_("“{title}” is on the site now."), title=link))
    return True


def _schedule(request, item) -> bool:
    form = AppointmentForm(request.POST)
    if not form.is_valid():
        said = _("“{title}” is saved as a draft, but not scheduled: {reason}")
        messages.error(request, format_html(said, title=item, reason=form.errors["publish_at"][0]))
        return False
    try:
        schedule.plan_publication(item, form.cleaned_data["publish_at"], author=request.user)
    except ValidationError as error:
        say_refused(request, item, error)
        return False
    say_planned(request, item)
    return True


def _say_saved(request, item) -> None:
    said = _("“{title}” is saved as a draft.")
    if item.published_at and not Draft.objects.of(item).exists():
        said = _("“{title}” is as it was: nothing waits to be published.")
    elif item.is_live:
        said = _("The changes to “{title}” are saved as a draft; visitors don’t see them yet.")
    messages.success(request, format_html(said, title=_form_link(item)))
    planned = publication_of(item)
    if planned and not _asks_for_another(request, planned.at):
        say_planned(request, item)
    elif _asks_for_another(request, None):
        messages.warning(request, _("No date was set: to plan the publication, press “Publish on …”."))


def _asks_for_another(request, moment) -> bool:
    """Whether a moment was typed that isn't `moment`, and no button pressed that would plan it."""
    form = AppointmentForm(request.POST)
    typed = form.cleaned_data["publish_at"] if form.is_valid() else request.POST.get("publish_at") or None
    return typed is not None and typed != moment


def say_refused(request, item, error: ValidationError) -> None:
    """Tell why `item` isn't published."""
    reasons = format_html_join("", "<li>{}</li>", ((reason,) for reason in said_of(item, error)))
    said = format_html(_("“{title}” is not published, for something is missing or wrong:"), title=_form_link(item))
    messages.error(request, format_html("{}<ul>{}</ul>", said, reasons))


def _form_link(item) -> str:
    return format_html('<a href="{}">{}</a>', admin_url(item), item)
