"""Cases and lessons, as editors see them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER, ContentInline
from content.editing.publishing_admin import PublishingAdmin
from content.pictures.columns import thumbnail_column
from events.models import Case, Evidence, Lesson


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


class EvidenceInline(ContentInline):
    """The cells of the lessons map in the row of this lesson."""

    model = Evidence
    autocomplete_fields = ["case", "document"]
    fieldsets = [(None, {"fields": ["case", "passage", ("document", "slide"), "moment"]})]
    verbose_name_plural = _("In which cases does it show, and where?")


@admin.register(Lesson)
class LessonAdmin(OrderedAdmin, PublishingAdmin):
    list_display = ["__str__", "event", state_column, languages_column]
    list_filter = [StateFilter, "event", MissingText]
    list_select_related = ["event"]
    search_fields = ["title_nl", "title_en", "summary_nl", "summary_en"]
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [EvidenceInline]
    fieldsets = [
        (_("What did we learn?"), {"fields": ["title", "summary", "text", "icon"]}),
        (_("Where did we learn it?"), {"fields": ["event"]}),
        ADDRESS,
        ORDER,
    ]
