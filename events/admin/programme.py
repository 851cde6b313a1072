from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ORDER
from content.editing.publishing_admin import PublishingAdmin
from events.models import ProgrammeItem


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
