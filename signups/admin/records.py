"""What is on record about personal data: looked up, never altered."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.parts import ReadOnlyAdmin
from signups.models import Erasure, Export


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    """Who took which stakeholders out of the site."""

    list_display = ["exported_at", "account", "selection", "number", "format"]
    list_filter = ["exported_at", "format"]
    list_select_related = []
    search_fields = ["account", "selection"]
    fields = ["exported_at", "account", "selection", "number", "format"]


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """The proofs that somebody's data was erased; how many for each reason stands beside the list."""

    list_display = ["erased_at", "reason", "how_much"]
    list_filter = ["reason", "erased_at"]
    list_select_related = []
    date_hierarchy = "erased_at"
    show_facets = admin.ShowFacets.ALWAYS
    fields = ["id", "erased_at", "reason", "rows"]

    @admin.display(description=_("rows"))
    def how_much(self, item):
        return sum(item.rows.values())
