from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.models import Case


@admin.register(Case)
class CaseAdmin(OrderedAdmin, PublishingAdmin):
    list_display = [thumbnail_column("cover"), "__str__", "event", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["event", "cover"]
    search_fields = ["title_nl", "title_en", "region_nl", "region_en", "presenters__name"]
    autocomplete_fields = ["event", "presenters", "cover", "documents"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (_("What was shown?"), {"fields": ["title", "summary", "story", "cover"]}),
        (_("Who showed it, and where is it from?"), {"fields": ["event", "presenters", "region"]}),
        (_("What can visitors download?"), {"fields": ["documents"]}),
        ADDRESS,
        ORDER,
    ]
