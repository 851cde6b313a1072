"""Lists to look things up in."""

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list to look things up in; the site itself keeps it."""

    list_per_page = 50
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
