from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.desk.admin import ORDER
from content.desk.columns import MissingText, languages_column
from content.desk.ordering import OrderedAdmin
from content.desk.publishing import PublishingAdmin
from content.desk.states import StateFilter, state_column
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
