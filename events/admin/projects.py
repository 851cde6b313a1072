from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.models import PartnerProject


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
