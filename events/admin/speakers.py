"""Who spoke, and what they said, as editors see them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER, ContentInline
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.models import Quote, Speaker, SpeakerLink


class SpeakerLinkInline(ContentInline):
    model = SpeakerLink
    verbose_name_plural = _("Where can one read more?")
    fieldsets = [(None, {"fields": ["label", "url", "position"]})]


@admin.register(Speaker)
class SpeakerAdmin(PublishingAdmin):
    list_display = [thumbnail_column("portrait"), "__str__", "organisation", state_column, languages_column]
    list_filter = [StateFilter, MissingText]
    list_select_related = ["portrait"]
    search_fields = ["name", "organisation", "role_nl", "role_en"]
    autocomplete_fields = ["portrait"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SpeakerLinkInline]
    fieldsets = [
        (_("Who is it?"), {"fields": ["name", "role", "organisation", "portrait"]}),
        (_("What should visitors know?"), {"fields": ["biography"]}),
        ADDRESS,
    ]


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
