from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.admin_ui.badges import StateFilter, state_column
from content.admin_ui.columns import MissingText, languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ADDRESS, ORDER, ContentAdmin
from content.editing.publishing_admin import PublishingAdmin
from content.pages.models import MenuItem, Page, SiteSettings


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
