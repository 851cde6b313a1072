from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.editing.content_admin import ADDRESS
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.admin.next_edition import NewEdition
from events.models import Event


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
