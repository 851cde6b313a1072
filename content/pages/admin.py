from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from content.desk.admin import ADDRESS, ORDER, ContentAdmin, ReadOnlyAdmin
from content.desk.columns import MissingText, languages_column
from content.desk.object_pages import admin_url
from content.desk.ordering import OrderedAdmin
from content.desk.publishing import PublishingAdmin
from content.desk.states import StateFilter, state_column
from content.pages.models import MenuItem, Page, SiteSettings
from content.pages.releases_admin import ReleaseAdmin
from content.workflow.models import Answer, Redirect

__all__ = ["AnswerAdmin", "MenuItemAdmin", "PageAdmin", "RedirectAdmin", "ReleaseAdmin", "SiteSettingsAdmin"]


@admin.register(Page)
class PageAdmin(PublishingAdmin):
    list_display = ["__str__", "modified_at", state_column, languages_column]
    list_filter = [StateFilter, MissingText]
    list_select_related = []
    search_fields = ["title_nl", "title_en", "lead_nl", "lead_en"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [(_("What should visitors read?"), {"fields": ["title", "lead", "body"]}), ADDRESS]


@admin.register(MenuItem)
class MenuItemAdmin(OrderedAdmin, ContentAdmin):
    ordered_within = "place"
    list_display = ["__str__", "place", "page", "path", languages_column]
    list_filter = ["place"]
    list_select_related = ["page"]
    search_fields = ["label_nl", "label_en", "path", "page__title_nl", "page__title_en"]
    autocomplete_fields = ["page"]
    fieldsets = [
        (_("Where does it lead?"), {"fields": ["page", "path"]}),
        (_("What does it say?"), {"fields": ["label"]}),
        (_("Where does it stand?"), {"fields": ["place"]}),
        ORDER,
    ]


@admin.register(SiteSettings)
class SiteSettingsAdmin(ContentAdmin):
    """One row, so no list: the menu leads straight to the form."""

    fieldsets = [
        (_("What is the site called?"), {"fields": ["name", "tagline"]}),
        (_("Who publishes it?"), {"fields": ["organisation", "contact_email", "footer"]}),
        (_("Is it a demonstration?"), {"fields": ["demonstration", "demonstration_notice"]}),
        (_("May whoever is on a photo hide it?"), {"fields": ["removal_waits"]}),
        (_("What is measured, if visitors agree?"), {"fields": ["google_analytics_id", "hotjar_id"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if SiteSettings.objects.exists():
            return redirect("admin:pages_sitesettings_change", 1)
        return redirect("admin:pages_sitesettings_add")

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request, obj):
        return redirect(reverse("admin:index"))


class UnseenFilter(admin.SimpleListFilter):
    """Narrow the list to answers that no editor has read."""

    title = _("read")
    parameter_name = "seen"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet"))]

    def queryset(self, request, queryset):
        return queryset.filter(seen_at__isnull=True) if self.value() == "no" else queryset


@admin.register(Answer)
class AnswerAdmin(ReadOnlyAdmin):
    list_display = ["asked", "about", "verdict", "remark", "created_at"]
    list_display_links = None
    list_filter = [UnseenFilter, "verdict"]
    list_select_related = ["review"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("review__target")

    @admin.display(description=_("who was asked"))
    def asked(self, answer):
        return answer.review.name

    @admin.display(description=_("about"))
    def about(self, answer):
        """The questions about the object, where the answer is read in full."""
        target = answer.review.target
        if target is None:
            return "–"
        return format_html('<a href="{}">{}</a>', admin_url(target, "ask"), target)


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    list_display = ["old_path", "language", "leads_to", "created_at"]
    list_filter = ["language", "content_type", "created_at"]
    search_fields = ["old_path"]
    fields = ["old_path", "language", "leads_to", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("target")

    @admin.display(description=_("leads to"))
    def leads_to(self, item):
        return item.target or "–"
