"""Events, their programme and their partner projects, as editors see them."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.admin.next_edition import NewEdition
from events.models import Event, PartnerProject, ProgrammeItem


@admin.register(Event)
class EventAdmin(PublishingAdmin):
    parts = [*PublishingAdmin.parts, NewEdition()]
    list_display = [
        thumbnail_column("hero"),
        "__str__",
        "starts",
        "venue_city",
        state_column,
        languages_column,
        "home_page",
    ]
    list_filter = [StateFilter, MissingText, "is_home"]
    list_select_related = ["hero"]
    search_fields = ["title_nl", "title_en", "venue_name", "venue_city"]
    date_hierarchy = "starts"
    autocomplete_fields = ["hero", "poster", "projects", "documents"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (_("What was it?"), {"fields": ["title", "tagline", "story", "thanks", "hero", "is_home"]}),
        (
            _("When and where?"),
            {
                "fields": [
                    ("starts", "ends"),
                    "venue_name",
                    "venue_street",
                    ("venue_postcode", "venue_city", "venue_country"),
                    ("latitude", "longitude"),
                ]
            },
        ),
        (_("Is there a video?"), {"fields": ["video_file", "video_url", "poster", "captions", "transcript"]}),
        (_("What came out of it?"), {"fields": ["lessons_intro", "documents"]}),
        (_("Whose meeting was it?"), {"fields": ["meeting_title", "meeting_text", "projects"]}),
        (_("How can people go on with it?"), {"fields": ["join_title", "join_text"]}),
        (_("Who paid for it?"), {"fields": ["eu_funded", "funding_programme", "funding_statement"]}),
        ADDRESS,
    ]

    @admin.display(description=_("home page"), boolean=True, ordering="is_home")
    def home_page(self, item):
        return item.is_home


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(OrderedAdmin, PublishingAdmin):
    ordered_within = "starts"
    list_display = ["__str__", "when", "event", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["event"]
    search_fields = ["title_nl", "title_en", "room_nl", "room_en", "speakers__name"]
    date_hierarchy = "starts"
    autocomplete_fields = ["event", "speakers", "case"]
    fieldsets = [
        (_("What happens?"), {"fields": ["title", "description", "case"]}),
        (_("When and where?"), {"fields": ["event", ("starts", "ends"), "room"]}),
        (_("Who is on stage?"), {"fields": ["speakers"]}),
        ORDER,
    ]

    @admin.display(description=_("when"), ordering="starts")
    def when(self, item):
        starts = date_format(timezone.localtime(item.starts), "SHORT_DATETIME_FORMAT")
        return f"{starts} – {time_format(timezone.localtime(item.ends), 'H:i')}" if item.ends else starts


@admin.register(PartnerProject)
class PartnerProjectAdmin(OrderedAdmin, PublishingAdmin):
    list_display = [thumbnail_column("logo"), "__str__", "name", "programme", state_column, languages_column]
    list_filter = [StateFilter, "events", MissingText]
    list_select_related = ["logo"]
    search_fields = ["acronym", "name_nl", "name_en", "programme"]
    autocomplete_fields = ["logo"]
    prepopulated_fields = {"slug": ["acronym"]}
    fieldsets = [
        (_("What is its name?"), {"fields": ["acronym", "name", "programme"]}),
        (_("What is it about?"), {"fields": ["description", "website", "logo"]}),
        ADDRESS,
        ORDER,
    ]
