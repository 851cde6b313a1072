from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ORDER
from content.editing.publishing_admin import PublishingAdmin
from events.models import Quote


@admin.register(Quote)
class QuoteAdmin(OrderedAdmin, PublishingAdmin):
    list_display = ["__str__", "speaker", "event", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["speaker", "event"]
    search_fields = ["words_nl", "words_en", "speaker__name"]
    autocomplete_fields = ["speaker", "event"]
    fieldsets = [
        (_("What was said?"), {"fields": ["words", "original_language"]}),
        (_("Who said it, and where?"), {"fields": ["speaker", "event"]}),
        ORDER,
    ]
