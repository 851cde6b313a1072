"""What is on record about personal data: looked up, never altered."""

from django.contrib import admin

from content.desk.admin import ReadOnlyAdmin
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
    """The proofs that somebody's data was erased."""

    list_display = ["erased_at", "reason"]
    list_filter = ["erased_at", "reason"]
    list_select_related = []
