from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.columns import MissingText, languages_column
from content.editing.content_admin import ContentAdmin
from content.pictures.columns import Sizes, WithoutDescription, WithoutSizes, thumbnail_column
from content.pictures.models import Picture


@admin.register(Picture)
class PictureAdmin(ContentAdmin):
    parts = [Sizes(), *ContentAdmin.parts]
    list_display = [thumbnail_column(), "__str__", "measures", "credit", "decorative", "described"]
    list_filter = [WithoutDescription, WithoutSizes, MissingText, "decorative", "created_at"]
    list_select_related = []
    search_fields = ["title", "alt_nl", "alt_en", "credit"]
    date_hierarchy = "created_at"
    fieldsets = [
        (_("Which picture?"), {"fields": ["original", "title"]}),
        (_("What does it show?"), {"fields": ["alt", "decorative"]}),
        (_("Who made it?"), {"fields": ["credit", "licence"]}),
        (_("What must stay in view?"), {"fields": [("focal_x", "focal_y")]}),
    ]

    @admin.display(description=_("measures"))
    def measures(self, item):
        return f"{item.width} × {item.height}" if item.width else "–"

    @admin.display(description=_("described in"))
    def described(self, item):
        return "–" if item.decorative else languages_column(item)
