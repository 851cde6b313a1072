"""Lists of what the site keeps by itself, and of releases."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin_ui.parts import ReadOnlyAdmin
from content.editing.release_admin import ReleaseAdmin
from content.workflow.models import Redirect

__all__ = ["RedirectAdmin", "ReleaseAdmin"]


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
