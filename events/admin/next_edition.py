"""Starting the next edition of an event."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.admin_ui.language_fields import AnyLanguageForm
from content.admin_ui.object_pages import admin_url, item_for_viewer, object_page
from content.admin_ui.parts import Part
from content.texts.languages import language_columns
from events.models import Event
from events.next_edition import NextEdition, next_edition

TITLES = language_columns("title")


class NextEditionForm(AnyLanguageForm):
    """What the new event is called, in one language at least, and when it begins."""

    class Meta:
        model = Event
        fields = [*TITLES, "starts"]
        widgets = {"starts": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            title = self.fields[f"title_{code}"]
            title.required, title.label = False, _("Title (%(language)s)") % {"language": name}
            title.widget.attrs |= {"lang": code, "class": "vTextField"}
        self.fields["starts"].required = True

    def _post_clean(self):
        """Ask no more than this of an event that is yet to be made."""

    def _ask_for_the_rest(self):
        """Nor what the public needs: it becomes a draft."""


class NewEdition(Part):
    """Starts the next edition of an event."""

    def urls(self, admin):
        return [self.page(admin, "<uuid:object_id>/next-edition/", self.next_edition_view, "next_edition")]

    def tools(self, admin, request, item):
        return [(_("Start the next edition"), admin_url(item, "next_edition"))] if _may_start(admin, request) else []

    def next_edition_view(self, admin, request, object_id):
        """Ask for a title and a day, and open the new event."""
        item = item_for_viewer(admin, request, object_id)
        if not _may_start(admin, request):
            raise PermissionDenied
        form = NextEditionForm(request.POST or None, initial={column: getattr(item, column) for column in TITLES})
        if request.method != "POST" or not form.is_valid():
            title = _("Start the next edition")
            return object_page(admin, request, item, "admin/events/event/next_edition.html", title, form=form)
        titles = {column: form.cleaned_data[column] for column in TITLES}
        made = next_edition(item, titles=titles, starts=form.cleaned_data["starts"], author=request.user)
        admin.message_user(request, _told(made, item), messages.SUCCESS)
        return HttpResponseRedirect(admin_url(made.event))


def _may_start(admin, request) -> bool:
    """Whether this editor may make an event and its programme."""
    return admin.has_add_permission(request) and request.user.has_perm("events.add_programmeitem")


def _told(made: NextEdition, original: Event):
    return format_html(
        _(
            "This is a draft, made from “{title}” with its place, its calls and its funding. Programme items, as drafts on "
            "the new days: {items}. Partner projects: {projects}. Story, film, pictures, lessons and documents stay behind."
        ),
        title=original,
        items=made.programme,
        projects=made.projects,
    )
