"""The part of the event's admin that starts the next edition."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.desk.translated import AnyLanguageForm
from content.languages.text import columns
from events.models import Event
from events.next_edition import NextEdition, next_edition

TITLES = columns("title")


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


class NextEditionAdmin:
    """Part of an admin: start the next edition of an event."""

    def get_urls(self):
        ours = self.address("<uuid:object_id>/next-edition/", self.next_edition_view, "next_edition")
        return [ours, *super().get_urls()]

    def object_tools(self, request, obj):
        tools = super().object_tools(request, obj)
        if not self.has_next_edition_permission(request):
            return tools
        return [*tools, (_("Start the next edition"), self.url_of("next_edition", obj.pk))]

    def has_next_edition_permission(self, request) -> bool:
        """Whether this editor may make an event and its programme."""
        return self.has_add_permission(request) and request.user.has_perm("events.add_programmeitem")

    def next_edition_view(self, request, object_id):
        """Ask for a title and a day, and open the new event."""
        item = self.seen(request, object_id)
        if not self.has_next_edition_permission(request):
            raise PermissionDenied
        form = NextEditionForm(request.POST or None, initial={column: getattr(item, column) for column in TITLES})
        if request.method != "POST" or not form.is_valid():
            title = _("Start the next edition")
            return self.asked(request, item, "admin/next_edition.html", title, form=form)
        titles = {column: form.cleaned_data[column] for column in TITLES}
        made = next_edition(item, titles=titles, starts=form.cleaned_data["starts"], author=request.user)
        self.message_user(request, _told(made, item), messages.SUCCESS)
        return HttpResponseRedirect(self.form_url(made.event))


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
